// SPDX-License-Identifier: Apache-2.0
// A disk that fails when it is told to: for the tests of faults, loaded before the C library (LD_PRELOAD).
//
// The file in OVOZ_FAULT holds three numbers of four bytes: how many writes and syncs of database files and copies
// still go well (-1: all), how many fail then, and with which errno. Its number of calls is counted in a fourth.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

struct plan { atomic_int well, bad, error, seen; };
static struct plan *plan;

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("OVOZ_FAULT");
  int file = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *shared = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (shared != MAP_FAILED) plan = shared;
}

static int fails(int file) {
  char link[64], path[4096];
  if (!plan || atomic_load(&plan->well) < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  // Memory that the database shares between processes is no write to the disk.
  if (strstr(path, "-shm") || !(strstr(path, ".sqlite") || strstr(path, ".part") || strstr(path, ".ovoz")))
    return 0;
  atomic_fetch_add(&plan->seen, 1);
  if (atomic_fetch_sub(&plan->well, 1) > 0) return 0;
  atomic_store(&plan->well, 0);
  if (atomic_fetch_sub(&plan->bad, 1) <= 0) {
    atomic_store(&plan->well, -1);
    return 0;
  }
  errno = atomic_load(&plan->error);
  return 1;
}

// A stick that breaks: OVOZ_UNREADABLE holds how many bytes can still be read, a space, and how the path of the file ends.
static int unreadable(int file) {
  const char *told = getenv("OVOZ_UNREADABLE");
  const char *end = told ? strchr(told, ' ') : NULL;
  char link[64], path[4096];
  if (!end) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  size_t wanted = strlen(++end);
  if (length < (ssize_t)wanted || memcmp(path + length - wanted, end, wanted)) return 0;
  if (lseek(file, 0, SEEK_CUR) < atoll(told)) return 0;
  errno = EIO;
  return 1;
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t read(int file, void *bytes, size_t count) {
  NEXT(read);
  return unreadable(file) ? -1 : next(file, bytes, count);
}

ssize_t write(int file, const void *bytes, size_t count) {
  NEXT(write);
  return fails(file) ? -1 : next(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) {
  NEXT(pwrite);
  return fails(file) ? -1 : next(file, bytes, count, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
  NEXT(pwrite64);
  return fails(file) ? -1 : next(file, bytes, count, place);
}

int fsync(int file) {
  NEXT(fsync);
  return fails(file) ? -1 : next(file);
}

int fdatasync(int file) {
  NEXT(fdatasync);
  return fails(file) ? -1 : next(file);
}

int ftruncate(int file, off_t length) {
  NEXT(ftruncate);
  return fails(file) ? -1 : next(file, length);
}

int ftruncate64(int file, off64_t length) {
  NEXT(ftruncate64);
  return fails(file) ? -1 : next(file, length);
}
