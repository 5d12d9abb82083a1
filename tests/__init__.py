"""Tests; a package so that they can share the records of `tests.support.report_run`."""
