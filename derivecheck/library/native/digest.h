#define DIGEST "068ff02cf49e055d"
