/* All that is compiled for one set of instructions, which NAMED adds to the names. */

#include "rows.h"
#include "ops.h"
#include "forms.h"
