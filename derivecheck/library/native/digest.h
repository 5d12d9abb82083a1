#define DIGEST "34878fff72fa11b7"
