#define DIGEST "67ccdd2168d07e6d"
