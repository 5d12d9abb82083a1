#define DIGEST "34934ec5c09b633a"
