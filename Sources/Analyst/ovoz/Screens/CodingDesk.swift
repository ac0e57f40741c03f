// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Reading
import TestimonyModel
import ThematicCoding
import Vault

/// Codes testimonies on the full screen, one after the other; each step is stored as it is made.
struct CodingDesk {
  private let workbench: Workbench
  private let shelf: ThemeShelf
  private let distress: DistressList
  private let language: Language
  private var queue: CodingQueue
  private var blurs: Bool
  /// What was decided on in this session, and what stood before, in order.
  private var trail: [(position: Int, before: ThemeDecision?, begun: BegunDecision?)] = []
  /// Every step on what was left, so that it can be undone on coming back.
  private var steps: [Int: CodingSteps] = [:]
  private var notice = ""
  var decided: Int { Set(trail.map(\.position)).count }

  init(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList, _ options: ScreenOptions
  ) throws {
    self.workbench = workbench
    self.queue = CodingQueue(queue)
    self.distress = distress
    language = try options.language()
    shelf = ThemeShelf(workbench.codebook, language: language)
    blurs = !options.noBlur
  }

  /// Runs until the reader leaves or everything is decided.
  mutating func run() throws -> ScreenRun.Ending {
    var screen = try ScreenRun.open(distress.limits)
    while let record = queue.record {
      guard var session = try session(record) else {
        // It does not open: `ovoz list` names it.
        queue.goOn()
        continue
      }
      if !notice.isEmpty { session.tell(notice) }
      notice = ""
      let here = queue.position
      var isLeaving = false
      let ending = try screen.show(&session, isDistressing: session.isDistressing) { effect in
        try obey(effect, record, &isLeaving)
      }
      steps[here] = session.steps
      if isLeaving || ending != .over { return ending }
    }
    return .over
  }

  private func session(_ record: [UInt8]) throws -> CodingSession? {
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      return nil
    }
    let title = [
      String(Hex.text(record).prefix(8)), testimony.consent.language.spoken, queue.place,
      "\(decided) decided",
    ].joined(separator: "  ")
    var session = CodingSession(
      try workbench.codingCase(testimony, record: record, title: title, in: language), shelf,
      distress: distress, blurs: blurs)
    if let before = steps[queue.position] { session.goOn(from: before) }
    return session
  }

  /// Does what a session asks for; true when the session is over by it.
  private mutating func obey(
    _ effect: CodingSession.Effect, _ record: [UInt8], _ isLeaving: inout Bool
  ) throws -> Bool {
    switch effect {
    case .keep(let decision, let rejected):
      try workbench.keepBegun(BegunDecision(decision, rejected: rejected), for: record)
      return false
    case .stopBlurring:
      blurs = false
      return false
    case .decide(let decision):
      trail.append(
        (queue.position, try workbench.themes(of: record), try workbench.begun(record)))
      try workbench.decide(decision, for: record)
      queue.goOn()
    case .undoBefore:
      guard let last = trail.popLast() else { return false }
      try workbench.takeBack(to: last.before, for: queue[last.position])
      // With what was rejected, which a decision does not keep.
      try workbench.takeBackBegun(to: last.begun, for: queue[last.position])
      notice = Self.takenBack(to: last.before)
      queue.goBack(to: last.position)
    case .skip: queue.goOn()
    case .move(let by): queue.move(by: by)
    case .leave: isLeaving = true
    }
    return true
  }

  /// What is said when a decision was taken back.
  static func takenBack(to before: ThemeDecision?) -> String {
    let stands = before == nil ? "nothing is decided here" : "the decision before stands again"
    return "taken back: \(stands); u undoes its steps"
  }
}
