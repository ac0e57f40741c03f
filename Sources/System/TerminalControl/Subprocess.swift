// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Another program of this machine, run without a shell.
enum Subprocess {
  /// Starts a program found by PATH; its standard output is `output`, where one is given.
  ///
  /// It may use the descriptors of `lending`; all others are closed on the way. Nil where it cannot be started.
  static func start(
    _ words: [String], output: Int32? = nil, lending: [Int32] = []
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    // A descriptor that is duplicated onto itself loses its close-on-exec mark (POSIX.1-2024; glibc 2.29).
    for descriptor in lending {
      posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var child = pid_t()
    guard let program = words.first,
      posix_spawnp(&child, program, &actions, nil, arguments, environ) == 0
    else { return nil }
    return child
  }

  /// A pipe that no program inherits but by ``start(_:output:lending:)``.
  static func pipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Waits for its end; its exit code, or nil where a signal ended it.
  static func wait(for child: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : nil
  }
}
