// SPDX-License-Identifier: Apache-2.0

import Foundation
import IntakeServer
import IntakeStore
import TestimonyModel

/// What the machine around the intake has to be like, and what to do where it is not.
struct MachineCheck {
  let settings: IntakeSettings
  /// The kernel's view of itself; another folder in tests.
  var proc = URL(filePath: "/proc")

  /// What keeps the intake from working, or from being safe.
  var problems: [String] {
    [disk, clock].compactMap(\.self) + settings.secretFolders.compactMap(Self.openToOthers)
  }

  /// What may be meant as it is.
  var warnings: [String] { [swap, cores, listening, memory].compactMap(\.self) }

  private var disk: String? {
    let folder =
      FileManager.default.fileExists(atPath: settings.state.path)
      ? settings.state : settings.state.deletingLastPathComponent()
    let disk = DiskSpace(folder: folder, least: settings.leastFreeMegabytes << 20)
    return disk.isEnough()
      ? nil : "less than \(settings.leastFreeMegabytes) MB free: the form is closed; free some"
  }

  /// A clock that was set back makes closed periods open again, and certificates not yet valid.
  private var clock: String? {
    let today = Day(of: Date())
    return today < ClockWatch.earliest
      ? "the clock says \(today): set it, and keep it right with systemd-timesyncd" : nil
  }

  /// Words of a plain form stand in memory; swap would put them on the disk (G3).
  private var swap: String? {
    let lines = text("swaps").split(separator: "\n").dropFirst()
    let unsealed = lines.compactMap { $0.split(separator: " ").first }
      .filter { !$0.hasPrefix("/dev/dm-") && !$0.contains("zram") }
    return unsealed.isEmpty
      ? nil : "swap is on: run `swapoff -a` and take it out of /etc/fstab, or encrypt it"
  }

  private var cores: String? {
    let pattern = text("sys/kernel/core_pattern")
    return pattern.hasPrefix("|")
      ? "crash dumps go to a program: run `systemctl mask systemd-coredump.socket`; the intake makes none itself"
      : nil
  }

  private var listening: String? {
    guard settings.socket == nil, settings.host == "0.0.0.0" || settings.host == "::" else {
      return nil
    }
    return
      "the whole network can reach the port: right for TLS in the intake itself, wrong behind nginx"
  }

  /// Whoever holds all places, each with the longest plain form but for its end, must not end the intake.
  private var memory: String? {
    let places = settings.mostConnections
    let needed = 50 + places * (64 + 2 * settings.mostFormBytes / 1024) / 1024
    let total = text("meminfo").split(separator: "\n").first { $0.hasPrefix("MemTotal:") }
    let machine = total?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    let begin = "\(places) connections may take \(needed) MB: "
    if let machine, needed > machine / 1024 {
      return begin + "the machine has \(machine / 1024) MB; lower `mostConnections`"
    }
    guard needed > Self.unitMegabytes else { return nil }
    return begin + "the unit's MemoryMax has to allow that; it is \(Self.unitMegabytes)M as shipped"
  }

  /// MemoryMax in Deploy/server/ovoz-intake.service.
  private static let unitMegabytes = 400

  private func text(_ name: String) -> String {
    let bytes = FileManager.default.contents(atPath: proc.appending(path: name).path)
    return String(decoding: bytes ?? Data(), as: UTF8.self)
  }

  static func openToOthers(_ file: URL) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path) else {
      return nil
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    return mode & 0o077 == 0
      ? nil : "others can read \(file.path): run chmod \(isFolder ? "0700" : "0600") on it"
  }
}

extension IntakeSettings {
  /// What nobody but the intake's user may read.
  fileprivate var secretFolders: [URL] {
    [state, state.appending(path: "intake.key")] + (needsCertificate ? [certificateKey] : [])
  }
}
