// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Reading
import TestimonyModel
import Vault

/// Walks the doubtful marks of testimonies on the full screen; each step is stored as it is made.
struct ReviewDesk {
  private let workbench: Workbench
  private let distress: DistressList
  private let language: Language
  private let lists: String
  private var blurs: Bool
  /// Whether testimonies in which nothing waits for a person are passed over.
  private let seeksDoubt: Bool
  private let queue: [[UInt8]]
  private let total: Int
  private var position = 0
  /// What was reviewed when it began.
  private let before: ReviewCount
  private(set) var steps = 0
  /// How far those got that were shown or passed over since.
  private var standings: [Int: ReviewStanding] = [:]
  /// Where steps were made, and the steps, so that they can be undone on coming back.
  private var trail: [Int] = []
  private var past: [Int: ReviewSteps] = [:]
  private var notice = ""

  init(
    _ workbench: Workbench, _ queue: [[UInt8]], seeksDoubt: Bool, lists: String,
    _ distress: DistressList, _ options: ScreenOptions
  ) throws {
    self.workbench = workbench
    self.distress = distress
    self.seeksDoubt = seeksDoubt
    self.lists = lists
    blurs = !options.noBlur
    language = try options.language()
    total = seeksDoubt ? queue.count : 1
    let standings = try queue.map { try workbench.standing(of: $0, lists: lists) }
    let waiting = zip(queue, standings).filter { $1 == .waiting }.map(\.0)
    self.queue = seeksDoubt ? waiting : queue
    before = ReviewCount(seeksDoubt ? standings : [])
  }

  /// How far it is, for people.
  var progress: String { count.progress(of: total) }

  private var count: ReviewCount {
    var count = before
    for standing in standings.values { count.add(standing) }
    return count
  }

  /// Whether nothing in this one waits any more.
  private var isOver: Bool { (standings[position] ?? .waiting) != .waiting }

  mutating func run() throws -> ScreenRun.Ending {
    var screen = try ScreenRun.open(distress.limits)
    var direction = 1
    while queue.indices.contains(position) {
      guard var session = try session() else {
        goOn(&direction)
        notice = "one did not open, and waits"
        continue
      }
      guard !isPassedOver(session) else {
        try passOver(&direction)
        screen.say("looking for what waits: \(progress)")
        continue
      }
      direction = 1
      try workbench.vault.store.log(.read, about: Hex.text(queue[position]))
      if !notice.isEmpty { session.tell(notice) }
      notice = ""
      let here = position
      var isLeaving = false
      let ending = try screen.show(&session, isDistressing: session.isDistressing) { effect in
        try obey(effect, &isLeaving, &direction)
      }
      past[here] = session.steps
      if isLeaving || ending != .over { return ending }
    }
    return .over
  }

  private func session() throws -> ReviewSession? {
    let record = queue[position]
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      return nil
    }
    var title = "\(Hex.text(record).prefix(8))  \(testimony.consent.language.spoken)"
    if seeksDoubt { title += "  \(count.reviewed) of \(total) reviewed" }
    var session = ReviewSession(
      title: title, answers: workbench.writtenAnswers(of: testimony, in: language),
      redactor: workbench.redactor, decisions: try workbench.redactions(of: record),
      review: try workbench.review(of: record), lists: lists, distress: distress, blurs: blurs,
      seeksGlances: seeksDoubt && !isOver)
    if let steps = past[position] { session.goOn(from: steps) }
    return session
  }

  private func isPassedOver(_ session: ReviewSession) -> Bool {
    seeksDoubt && session.waiting == 0 && !isOver
  }

  private mutating func passOver(_ direction: inout Int) throws {
    standings[position] = try workbench.passOver(queue[position], lists: lists)
    goOn(&direction)
  }

  /// To the next one; before the first there is none, so it turns round there.
  private mutating func goOn(_ direction: inout Int) {
    position += direction
    if position < 0 { (position, direction) = (0, 1) }
  }

  private mutating func obey(
    _ effect: ReviewSession.Effect, _ isLeaving: inout Bool, _ direction: inout Int
  ) throws -> Bool {
    switch effect {
    case .keep(let decisions, let review):
      steps += 1
      try workbench.keep(decisions, for: queue[position])
      try workbench.keep(review, for: queue[position])
      if trail.last != position { trail.append(position) }
      standings[position] = review.standing(under: lists)
      return false
    case .stopBlurring:
      blurs = false
      return false
    case .undoBefore:
      trail.removeAll { $0 == position }
      guard let before = trail.last else { return false }
      position = before
      notice = "the testimony before; u undoes the last step here"
    case .move(let by):
      direction = by
      // Backwards from the first stays there.
      position = max(0, position + by)
    case .leave: isLeaving = true
    }
    return true
  }
}
