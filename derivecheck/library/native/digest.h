#define DIGEST "c193afe101b3ce86"
