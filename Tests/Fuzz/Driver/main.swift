// SPDX-License-Identifier: Apache-2.0

import CFuzzer
import Foundation

// ovoz-fuzz TARGET seeds FOLDER    writes the target's valid bytes as files
// ovoz-fuzz TARGET [libFuzzer's options and folders]

nonisolated(unsafe) var read: ([UInt8]) -> Bool = { _ in false }

let arguments = CommandLine.arguments
// libFuzzer starts itself again to merge, and passes on its own options and folders only.
if let name = arguments.dropFirst().first, FuzzTarget.all.contains(where: { $0.name == name }) {
  setenv("OVOZ_FUZZ", name, 1)
}
let name = ProcessInfo.processInfo.environment["OVOZ_FUZZ"]
guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
  print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
  exit(arguments.count > 1 ? 64 : 0)
}
for seed in try target.seeds() where !target.read(seed) {
  print("a seed of \(target.name) is refused")
  exit(1)
}
if arguments.count == 4, arguments[2] == "seeds" {
  for (number, seed) in try target.seeds().enumerated() {
    try Data(seed).write(to: URL(filePath: arguments[3]).appending(path: "valid-\(number)"))
  }
  exit(0)
}

read = target.read
var words: [UnsafeMutablePointer<CChar>?] =
  ([arguments[0]] + arguments.dropFirst().drop { $0 == name }).map { strdup($0) } + [nil]
var count = CInt(words.count - 1)
let code = words.withUnsafeMutableBufferPointer { buffer in
  var start = buffer.baseAddress
  return LLVMFuzzerRunDriver(&count, &start) { bytes, length in
    _ = read(Array(UnsafeBufferPointer(start: bytes, count: length)))
    return 0
  }
}
exit(code)
