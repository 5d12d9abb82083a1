#define DIGEST "bd608d96cdc44fe7"
