// SPDX-License-Identifier: Apache-2.0

import Foundation
import IntakeServer
import IntakeStore
import TerminalControl
import TestimonyModel

/// What the machine around the intake has to be like, and what to do where it is not.
struct MachineCheck {
  let settings: IntakeSettings
  let today: Day
  private let kernel = KernelFiles()

  /// Looks at the machine as it is on a day.
  init(settings: IntakeSettings, today: Day) {
    (self.settings, self.today) = (settings, today)
  }

  /// What keeps the intake from working, or from being safe.
  var problems: [String] {
    [disk, clock, clockBefore].compactMap(\.self)
      + settings.secrets.compactMap(Self.openToOthers)
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
    today < ClockWatch.earliest
      ? "the clock says \(today): set it, and keep it right with systemd-timesyncd" : nil
  }

  /// The intake has run on a day that is still to come: that clock was wrong, or this one is.
  ///
  /// The days are UTC's everywhere, and one day is let pass for a check about midnight.
  private var clockBefore: String? {
    let (_, last) = ClockWatch.follows(
      today, in: settings.state, retentionDays: settings.retentionDays)
    guard let last, last.number > today.number + 1, today >= ClockWatch.earliest else {
      return nil
    }
    let file = settings.state.appending(path: ClockWatch.name).path
    return
      "the clock went back: it says \(today), and this intake has run on \(last); set it, and keep it right with systemd-timesyncd, or, where today is right: date -u +%F > \(file)"
  }

  /// Words of a plain form stand in memory; swap would put them on the disk (G3).
  ///
  /// What is withheld from this command's group says nothing of the server's, nor of nginx beside it.
  private var swap: String? {
    switch SwapState(kernel) {
    case .off, .encrypted: nil
    case .withheld, .unencrypted:
      "swap is on and not encrypted: run `swapoff -a` and take it out of /etc/fstab, or encrypt it"
    }
  }

  private var cores: String? {
    let pattern = kernel.text("/proc/sys/kernel/core_pattern") ?? ""
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
    let total = (kernel.text("/proc/meminfo") ?? "").split(separator: "\n")
      .first { $0.hasPrefix("MemTotal:") }
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
  fileprivate var secrets: [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path)) ?? []
    // Keys and databases, with what SQLite writes beside them.
    let secret = names.filter { $0.hasSuffix(".key") || $0.contains(".sqlite") }.sorted()
    return [state] + secret.map { state.appending(path: $0) }
      + (needsCertificate ? [certificateKey] : [])
  }
}
