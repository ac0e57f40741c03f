// SPDX-License-Identifier: Apache-2.0
// A kernel and a clock of a test's own: for the tests of `check`, loaded before the C library (LD_PRELOAD).
//
// Files of /proc, /sys and /dev are taken from the folder in OVOZ_ROOT where it has them; OVOZ_DAYS is added to the clock.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static const char *placed(const char *path, char *room) {
  const char *root = getenv("OVOZ_ROOT");
  if (!root || !path || (strncmp(path, "/proc/", 6) && strncmp(path, "/sys/", 5) && strncmp(path, "/dev/", 5)))
    return path;
  snprintf(room, PATH_MAX, "%s%s", root, path);
  return access(room, F_OK) == 0 ? room : path;
}

FILE *fopen(const char *path, const char *mode) {
  NEXT(fopen);
  char room[PATH_MAX];
  return next(placed(path, room), mode);
}

FILE *fopen64(const char *path, const char *mode) {
  NEXT(fopen64);
  char room[PATH_MAX];
  return next(placed(path, room), mode);
}

char *realpath(const char *path, char *resolved) {
  NEXT(realpath);
  char room[PATH_MAX];
  return next(placed(path, room), resolved);
}

static time_t shift(void) {
  const char *days = getenv("OVOZ_DAYS");
  return days ? (time_t)atol(days) * 86400 : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  NEXT(clock_gettime);
  int done = next(clock, time);
  if (done == 0 && clock == CLOCK_REALTIME) time->tv_sec += shift();
  return done;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  NEXT(gettimeofday);
  int done = next(time, zone);
  if (done == 0) time->tv_sec += shift();
  return done;
}

int timespec_get(struct timespec *time, int base) {
  NEXT(timespec_get);
  int done = next(time, base);
  if (done) time->tv_sec += shift();
  return done;
}
