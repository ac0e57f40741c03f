// SPDX-License-Identifier: Apache-2.0
// Looks at what is cut off a database's file, or taken away with it, in the moment before: for the tests of wiping, loaded
// before the C library (LD_PRELOAD).
//
// Each time a line goes to the file in OVOZ_CUTS: "zeros" or "left", and the file's name. Where a log is overwritten there are
// lines before it: "head" for its first page, "rest" for what follows, "sync" for each time that the disk was waited for.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int is_watched(const char *path) {
  return (strstr(path, ".sqlite") || strstr(path, "backup.part")) && !strstr(path, "-shm");
}

static void say(const char *word, const char *path) {
  const char *to = getenv("OVOZ_CUTS"), *name = strrchr(path, '/');
  FILE *lines = to ? fopen(to, "a") : NULL;
  if (!lines) return;
  fprintf(lines, "%s %s\n", word, name ? name + 1 : path);
  fclose(lines);
}

static void look(int file, const char *path, off_t from) {
  struct stat now;
  if (fstat(file, &now) || now.st_size <= from) return;
  const char *word = "zeros";
  unsigned char piece[4096];
  ssize_t count;
  for (off_t place = from; (count = pread(file, piece, sizeof piece, place)) > 0; place += count)
    for (ssize_t at = 0; at < count; at++)
      if (piece[at]) word = "left";
  say(word, path);
}

static int name_of(int file, char *path, size_t room) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, room - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_watched(path);
}

static void look_at(int file, off_t from) {
  char path[4096];
  // A file that may only be written is read by its name.
  int again = name_of(file, path, sizeof path) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (again < 0) return;
  look(again, path, from);
  close(again);
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int ftruncate(int file, off_t length) {
  NEXT(ftruncate);
  look_at(file, length);
  return next(file, length);
}

int ftruncate64(int file, off64_t length) {
  NEXT(ftruncate64);
  look_at(file, length);
  return next(file, length);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
  NEXT(pwrite64);
  char path[4096];
  const unsigned char *all = bytes;
  size_t zeros = 0;
  while (zeros < count && !all[zeros]) zeros++;
  if (zeros == count && name_of(file, path, sizeof path) && strstr(path, "-wal"))
    say(place == 0 && count <= 4096 ? "head" : "rest", path);
  return next(file, bytes, count, place);
}

static void waited(int file) {
  char path[4096];
  if (name_of(file, path, sizeof path) && strstr(path, "-wal")) say("sync", path);
}

int fsync(int file) {
  NEXT(fsync);
  waited(file);
  return next(file);
}

int fdatasync(int file) {
  NEXT(fdatasync);
  waited(file);
  return next(file);
}

static void look_before(const char *path) {
  int file = is_watched(path) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  look(file, path, 0);
  close(file);
}

int unlink(const char *path) {
  NEXT(unlink);
  look_before(path);
  return next(path);
}

int unlinkat(int folder, const char *path, int flags) {
  NEXT(unlinkat);
  if (path[0] == '/') look_before(path);
  return next(folder, path, flags);
}

int remove(const char *path) {
  NEXT(remove);
  look_before(path);
  return next(path);
}
