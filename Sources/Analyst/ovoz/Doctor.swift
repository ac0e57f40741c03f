// SPDX-License-Identifier: Apache-2.0

import Foundation
import ModelShelf
import TerminalControl
import TestimonyModel
import Vault

/// One line of what `ovoz doctor` finds; never a word of a testimony.
struct Finding: Encodable {
  enum Verdict: String, Encodable {
    case ok
    case warn
    case fail
  }

  let check: String
  let verdict: Verdict
  let what: String
  /// What to do; nothing where all is well.
  var todo: String?

  static func ok(_ check: String, _ what: String) -> Finding {
    Finding(check: check, verdict: .ok, what: what)
  }

  static func warn(_ check: String, _ what: String, todo: String) -> Finding {
    Finding(check: check, verdict: .warn, what: what, todo: todo)
  }

  static func fail(_ check: String, _ what: String, todo: String) -> Finding {
    Finding(check: check, verdict: .fail, what: what, todo: todo)
  }
}

/// What this machine and this vault are like for somebody who is about to open testimonies.
struct Doctor {
  let folder: URL
  let today: Day
  let kernel = KernelFiles()

  /// What can be said without a vault.
  func machine(_ config: ConfigOption) -> [Finding] {
    [swap, coreDumps, memoryLock, disk, room, terminal] + configuration(config)
  }

  private var swap: Finding {
    switch SwapState(kernel) {
    case .off: .ok("swap", "off")
    case .encrypted: .ok("swap", "encrypted, or in memory only")
    case .withheld: .ok("swap", "nothing of this program and its shell is written to it")
    case .unencrypted:
      .fail(
        "swap", "not encrypted: opened words could stay on the disk",
        todo: "run `swapoff -a`, encrypt it, or keep everybody's programs out of it by `sudo "
          + "systemctl set-property user.slice MemorySwapMax=0`; else `ovoz` refuses with code 13"
      )
    }
  }

  private var coreDumps: Finding {
    ProcessProtection.coreDumpsAreOff
      ? .ok("core dumps", "off for this program")
      : .fail("core dumps", "a crash could write memory", todo: "run `ulimit -c 0`")
  }

  private var memoryLock: Finding {
    switch ProcessProtection.lockMemory(kernel) {
    case .everything: .ok("memory lock", "all of this program's memory stays out of swap")
    case .keys: .ok("memory lock", "keys stay out of swap")
    case .nothing:
      .warn(
        "memory lock", "keys are not locked in memory",
        todo: "raise the limit: `ulimit -l` says it, /etc/security/limits.conf sets it")
    }
  }

  private var disk: Finding {
    switch kernel.isOnEncryptedDisk(existing.path) {
    case true: .ok("disk", "encrypted by device-mapper")
    case false:
      .warn(
        "disk", "not encrypted, as far as the kernel tells",
        todo:
          "testimonies are sealed all the same; encrypt the disk against whoever takes the laptop")
    case nil:
      .warn(
        "disk", "the kernel does not tell whether it is encrypted", todo: "ask whoever set it up")
    }
  }

  private var room: Finding {
    let values = try? FileManager.default.attributesOfFileSystem(forPath: existing.path)
    guard let free = (values?[.systemFreeSize] as? NSNumber)?.int64Value else {
      return .warn("free disk", "cannot be told", todo: "look with `df`")
    }
    let megabytes = free >> 20
    if megabytes < 100 {
      return .fail("free disk", "\(megabytes) MB", todo: "make room before the next import")
    }
    if megabytes < 1_024 { return .warn("free disk", "\(megabytes) MB", todo: "make room soon") }
    return .ok("free disk", "\(megabytes >> 10) GB")
  }

  private var terminal: Finding {
    let language =
      ["LC_ALL", "LC_CTYPE", "LANG"]
      .compactMap(TerminalControl.environment).first { !$0.isEmpty } ?? ""
    guard language.uppercased().contains("UTF-8") || language.uppercased().contains("UTF8") else {
      return .warn(
        "terminal", "the locale is not UTF-8", todo: "set LANG, such as LANG=C.UTF-8")
    }
    guard !TerminalControl.outputIsTerminal || TerminalControl.columns >= 80 else {
      return .warn(
        "terminal", "\(TerminalControl.columns) columns", todo: "widen the window to 80 columns")
    }
    return .ok(
      "terminal", TerminalControl.outputIsTerminal ? "\(TerminalControl.columns) columns" : "a pipe"
    )
  }

  private func configuration(_ config: ConfigOption) -> [Finding] {
    config.checked().map { file in
      guard let failure = file.failure else { return .ok("configuration", file.name) }
      return .fail("configuration", failure.message, todo: failure.hint)
    }
  }

  /// The model packs that are there: read whole, and compared with the digest under which they came.
  func models(_ shelf: ModelShelf?) -> [Finding] {
    guard let shelf else {
      return [
        .fail("model pack", "models.yaml cannot be used", todo: "name its folder with --config")
      ]
    }
    let packs = shelf.list()
    guard !packs.isEmpty else { return [.ok("model pack", "none; nothing needs one")] }
    return packs.map { pack in
      (try? shelf.check(pack)) == nil
        ? .fail(
          "model pack", "\(pack.name) is not the file that was added",
          todo: "run `ovoz models remove \(pack.name)` and add it again")
        : .ok("model pack", "\(pack.name), as it was added")
    }
  }

  /// The vault's folder, or the nearest one above it that exists.
  private var existing: URL {
    var folder = folder.absoluteURL
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    return folder
  }
}
