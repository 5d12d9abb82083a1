#define DIGEST "25bb03e56e2c2859"
