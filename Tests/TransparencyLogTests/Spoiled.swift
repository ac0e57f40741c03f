// SPDX-License-Identifier: Apache-2.0

/// Every way in which a list of hashes can be wrong by one step.
enum Spoiled {
  static func all(_ path: [[UInt8]]) -> [[[UInt8]]] {
    let extra = [UInt8](repeating: 0, count: 32)
    var wrong = [path + [extra], [extra] + path]
    for index in path.indices {
      for place in [0, 15, 31] {
        var changed = path
        changed[index][place] ^= 1
        wrong.append(changed)
      }
      var without = path
      without.remove(at: index)
      var short = path
      short[index].removeLast()
      wrong += [without, short]
      var swapped = path
      swapped.swapAt(index, 0)
      if swapped != path { wrong.append(swapped) }
    }
    return wrong
  }
}
