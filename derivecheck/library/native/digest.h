#define DIGEST "a5a66a62dbce399a"
