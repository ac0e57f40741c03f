// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

/// Where the vault is.
struct VaultOption: ParsableArguments {
  @Option(
    help:
      "The vault's folder. Default: $OVOZ_VAULT, else $XDG_DATA_HOME/ovoz, else ~/.local/share/ovoz.",
    completion: .directory)
  var vault: String?

  /// The vault that is there; a mistyped path must not make an empty one beside it.
  func open() throws -> VaultStore {
    let folder = folder
    let file = folder.appending(path: "vault.sqlite")
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw Failure(
        "there is no vault in \(folder.path)",
        hint: "name it with --vault or OVOZ_VAULT; `ovoz campaign new` makes one", code: 10)
    }
    return try VaultStore(folder: folder)
  }

  /// The vault, which is made where there is none yet.
  func openOrMake() throws -> VaultStore { try VaultStore(folder: folder) }

  var folder: URL {
    if let path = vault ?? TerminalControl.environment("OVOZ_VAULT") { return URL(filePath: path) }
    return DataFolder.named("ovoz")
  }
}

/// Where a user's data lies (XDG Base Directory Specification 0.8): a relative path in the environment counts for nothing.
enum DataFolder {
  static func named(_ name: String) -> URL {
    let set = { (variable: String) in
      TerminalControl.environment(variable).flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
    }
    let home = set("HOME") ?? FileManager.default.homeDirectoryForCurrentUser
    return (set("XDG_DATA_HOME") ?? home.appending(path: ".local/share")).appending(path: name)
  }
}

/// How the passphrase comes: never as an argument, never through the environment.
struct PassphraseOption: ParsableArguments {
  @Option(
    help: "Read the passphrase from the first line of this file, mode 0600.", completion: .file())
  var passphraseFile: String?
  @Option(help: "Read the passphrase from this open descriptor.")
  var passphraseFd: Int32?
  @Option(
    help: "Run this command, without a shell, and take the first line that it prints.")
  var passphraseCommand: String?

  func read(confirming: Bool = false, asking prompt: String = "Passphrase: ") throws -> SecretBytes
  {
    guard let passphraseCommand else {
      return try Self.read(passphraseFile, passphraseFd, asking: prompt, confirming: confirming)
    }
    let given = try PassphraseInput.command(passphraseCommand)
    if confirming { ShortPassphrase.warn(given) }
    return given
  }

  // A passphrase from a file, else from a descriptor, else from whoever sits at the terminal. A new one, to be confirmed, is
  // typed twice, and a short one warned of, as its owner's; `option` is said where there is no terminal.
  static func read(
    _ file: String?, _ descriptor: Int32?, asking prompt: String, confirming: Bool,
    option: String = "--passphrase-file", owner: String = "this passphrase"
  ) throws -> SecretBytes {
    let given = try read(file, descriptor, asking: prompt, option)
    guard confirming else { return given }
    if file == nil, descriptor == nil { try confirm(given, option) }
    ShortPassphrase.warn(given, owner)
    return given
  }

  private static func read(
    _ file: String?, _ descriptor: Int32?, asking prompt: String, _ option: String
  ) throws -> SecretBytes {
    if let file { return try PassphraseInput.file(file) }
    if let descriptor {
      do { return try PassphraseInput.descriptor(descriptor) } catch PassphraseInput.Failure
        .cannotRead
      {
        throw Failure(
          "descriptor \(descriptor) is not open for reading",
          hint: "open it in the shell, as in \(descriptor)<FILE, or use \(option)", code: 12)
      }
    }
    do throws(PassphraseInput.Failure) {
      return try PassphraseInput.ask(prompt)
    } catch { throw Failure(error, option: option) }
  }

  private static func confirm(_ first: borrowing SecretBytes, _ option: String) throws {
    let second = try read(nil, nil, asking: "The same again: ", option)
    let same = first.withBytes { one in second.withBytes { one.elementsEqual($0) } }
    guard same else { throw Failure("the two are not the same", hint: "try again", code: 12) }
  }
}

/// One campaign, unlocked.
struct UnlockOptions: ParsableArguments {
  @OptionGroup var vault: VaultOption
  @OptionGroup var passphrase: PassphraseOption
  @OptionGroup var custody: CustodyOptions
  @OptionGroup var memory: MemoryOption
  @Option(help: "The campaign's name; may be left out when the vault has only one.")
  var campaign: String?

  func unlock() throws -> OpenVault {
    let store = try vault.open()
    let campaign = try store.campaign(named: campaign)
    try memory.check()
    let vault = try opened(campaign, in: store)
    try vault.forgetWithdrawnWords()
    return vault
  }

  private func opened(_ campaign: Campaign, in store: VaultStore) throws -> OpenVault {
    switch try store.custody(of: campaign) {
    case .shared(let set): try custody.open(campaign, set, in: store)
    case .buried: throw VaultError.buried
    case .onePassphrase, .missing:
      try store.open(campaign, key: openingKey(of: campaign, in: store))
    }
  }

  /// The one key of a campaign that is not split; a person may mistype twice.
  func openingKey(of campaign: Campaign, in store: VaultStore) throws -> OpeningKey {
    for _ in 1..<(passphrase.asks ? 3 : 1) {
      do { return try store.openingKey(of: campaign, passphrase.read()) } catch VaultError
        .wrongPassphrase
      {
        Terminal.say("ovoz: the passphrase does not fit; mind the keyboard layout")
      }
    }
    return try store.openingKey(of: campaign, passphrase.read())
  }
}

/// Where the files are that people edit.
struct ConfigOption: ParsableArguments {
  @Option(
    help:
      "The folder with form, codebook, lists and policy. Default: Config here, else beside the program.",
    completion: .directory)
  var config: String?

  func text(_ name: String) throws -> String {
    guard let text = String(validating: try bytes(name), as: UTF8.self) else {
      throw Failure("\(path(name)) is not UTF-8", hint: "save it as UTF-8 text", code: 78)
    }
    return text
  }

  func bytes(_ name: String) throws -> [UInt8] {
    for folder in folders {
      if let data = try? Data(contentsOf: folder.appending(path: name)) { return Array(data) }
    }
    throw Failure(
      "\(place)/\(name) cannot be found", hint: "name its folder with --config", code: 78)
  }

  /// How the folder is called where something is missing in it.
  var place: String { config ?? "Config" }

  /// How a file is called in mistakes: by the folder that it was read from.
  func path(_ name: String) -> String {
    let files = folders.map { $0.appending(path: name) }
    let found = files.firstIndex { FileManager.default.fileExists(atPath: $0.path) } ?? 0
    return found == 0 ? "\(place)/\(name)" : files[found].standardizedFileURL.path
  }

  var folders: [URL] {
    if let config { return [URL(filePath: config)] }
    let program = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    return [
      URL(filePath: "Config"),
      program.deletingLastPathComponent().appending(path: "../share/ovoz/Config"),
      URL(filePath: "/usr/share/ovoz/Config"),
    ]
  }
}

/// The day that counts as today.
struct TodayOption: ParsableArguments {
  @Option(help: "Take another day than today, YYYY-MM-DD, for rehearsals.")
  var today: String?

  func day() throws -> Day {
    guard let day = today.map(Day.init) ?? Day(of: Date()) else {
      throw Failure("--today is not a day", hint: "write it as 2026-12-31", code: 64)
    }
    return day
  }

  /// The clock's day, where another one is typed: a day more can close a form, or a period. (G6, G10)
  ///
  /// Days are UTC days in every program, so that no time zone makes another day of the same one.
  func clockIfOther() throws -> Day? {
    // What nobody typed is the clock's, also when a day ends in between.
    guard today != nil else { return nil }
    let clock = Day(of: Date())
    return try day() == clock ? nil : clock
  }

  /// Refuses a typed day for what stays on record, unless somebody says that it is a rehearsal:
  /// closed periods, fresh withdrawals and the days between releases all follow that day. (G6, G10)
  func check(rehearsal: Bool) throws {
    guard let clock = try clockIfOther(), !rehearsal else { return }
    throw Failure(
      "--today is another day than the clock's, which is \(clock)",
      hint: "leave it out; with --rehearsal it counts, and the record of releases says so", code: 64
    )
  }
}

/// The day up to which withdrawals are known by what comes in.
struct ArrivalDayOption: ParsableArguments {
  @OptionGroup var today: TodayOption
  @Flag(help: "Take a --today that is still to come; pages and exports go by it.")
  var rehearsal = false

  /// The day, which is none to come unless somebody says that it is a rehearsal. (G6)
  ///
  /// Pages print it, and releases and exports ask how long ago it was. An earlier day only makes what is known older.
  func day() throws -> Day {
    let day = try today.day()
    guard let clock = try today.clockIfOther(), day > clock, !rehearsal else { return day }
    throw Failure(
      "--today is later than the clock's day, which is \(clock)",
      hint: "leave it out; with --rehearsal it counts as the day up to which withdrawals are known",
      code: 64)
  }
}
