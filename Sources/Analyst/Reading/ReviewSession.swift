// SPDX-License-Identifier: Apache-2.0

public import Redaction
import TerminalScreen

/// Walks what would be taken out of one testimony: keys in, pictures and effects out.
///
/// It holds the original words while it lives, since a reviewer has to see them, and prints none.
public struct ReviewSession: ScreenSession, Sendable, CustomReflectable {
  /// What has to be done outside.
  public enum Effect: Equatable, Sendable {
    /// Store both, sealed.
    case keep([String: RedactionDecisions], RedactionReview)
    /// Show the testimony so many places on.
    case move(Int)
    /// Nothing is left to undo here: go back to where the step before was made.
    case undoBefore
    /// Blur nothing more in this session.
    case stopBlurring
    /// The reviewer wants to stop.
    case leave
  }

  enum Mode: Equatable, Sendable {
    case warning, walking, adding, preview, help(Int)
    case search(LineInput)
    case choosingKind(Passage, of: RedactionMark?)
    case extent(Range<Int>, movesStart: Bool)
  }

  /// What is walked.
  enum Breadth: Equatable, Sendable {
    case doubtful, marked
    /// Marked ones and what redaction only points at.
    case pointed
    /// Doubtful ones and what redaction only points at.
    case glances
  }

  let title: String
  let page: PageText
  let redactor: Redactor
  let lists: String
  private(set) var state: ReviewState
  private var before: [ReviewState] = []
  /// Every mark; made again after each step only, since it takes a redaction.
  private var all: [ReviewItem] = []
  private(set) var items: [ReviewItem] = []
  private(set) var current = 0
  private(set) var breadth = Breadth.doubtful
  /// What redaction only points at; made only while it is walked.
  private var glances: [ReviewItem] = []
  /// Whether it is shown for what is worth a glance, since nothing else in it waits.
  private(set) var owesGlances = false
  var cursor: TextCursor
  var blur: Blur
  var mode: Mode
  var view = PageView()
  var notice = ""

  /// A testimony to review: the original answers, what was decided and looked at before, and the hash of the
  /// lists that the redactor uses.
  ///
  /// Where `seeksGlances` is true and nothing doubtful waits, what is worth a glance is walked instead, and it is
  /// reviewed once that was looked at.
  public init(
    title: String, answers: [ShownAnswer], redactor: Redactor,
    decisions: [String: RedactionDecisions], review: RedactionReview?, lists: String,
    distress: DistressList, blurs: Bool, seeksGlances: Bool = false
  ) {
    self.title = title
    self.redactor = redactor
    self.lists = lists
    page = PageText(answers)
    state = ReviewState(decisions: decisions, seen: review?.seen ?? [:])
    cursor = TextCursor(page)
    blur = Blur(page, distress, isOn: blurs)
    mode = blur.warning == nil ? .walking : .warning
    derive()
    if seeksGlances, unseen == 0 { seekGlances() }
    if items.isEmpty { widen() }
    current = items.firstIndex { !isSeen($0) } ?? 0
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }
  /// Whether it has distressing words.
  public var isDistressing: Bool { !blur.sentences.isEmpty }
  /// How many doubtful marks nobody has looked at.
  public var unseen: Int { all.filter { $0.isDoubtful && !isSeen($0) }.count }
  /// How many parts worth a glance nobody has looked at, where it is shown for them.
  var unglanced: Int { owesGlances ? glances.count { !isSeen($0) } : 0 }
  /// How much somebody has to look at before it is reviewed.
  public var waiting: Int { unseen + unglanced }
  /// Whether there was anything doubtful.
  var hasDoubt: Bool { all.contains(where: \.isDoubtful) }
  /// What is taken out, what stays, and what the reviewer added.
  public var tally: (removed: Int, kept: Int, added: Int) {
    return (
      all.filter { !$0.isKept && !$0.isAdded }.count, all.filter(\.isKept).count,
      all.filter(\.isAdded).count
    )
  }

  /// Every step that was made in it.
  public var steps: ReviewSteps {
    ReviewSteps(state: state, before: before, owesGlances: owesGlances)
  }

  /// Goes on from the steps of an earlier screen, so that they can be undone.
  public mutating func goOn(from steps: ReviewSteps) {
    (state, before) = (steps.state, steps.before)
    owesGlances = steps.owesGlances
    if owesGlances { breadth = .glances }
    derive()
  }

  /// Shows a sentence until the next key.
  public mutating func tell(_ notice: String) { self.notice = notice }

  func question(_ item: ReviewItem) -> String { page.answers[item.passage.answer].question }

  func isSeen(_ item: ReviewItem) -> Bool {
    guard let seen = state.seen[question(item)] else { return false }
    // What is only pointed at has no kind yet: it was looked at whatever it would become.
    return item.isPointed
      ? seen.contains { $0.range == item.span.range } : seen.contains(item.span)
  }

  /// The mark that the reviewer is at.
  var item: ReviewItem? { items.indices.contains(current) ? items[current] : nil }

  func redacted(_ answer: Int) -> RedactedText { redacted(by: state.decisions)[answer] }

  /// All answers, together: a name that one of them gives away is found in all.
  private func redacted(by decisions: [String: RedactionDecisions]) -> [RedactedText] {
    redactor.redact(
      together: page.answers.map { ($0.text, decisions[$0.question] ?? RedactionDecisions()) })
  }

  /// The marks that apply and those that were left in the text, in order.
  private func derivedItems() -> [ReviewItem] {
    let texts = redacted(by: state.decisions)
    // With her own marks, since a name that she hid once is proposed wherever it stands.
    let proposals = redacted(by: state.decisions.mapValues { RedactionDecisions(added: $0.added) })
    return page.answers.indices.flatMap { answer -> [ReviewItem] in
      let applied = texts[answer].marks
      let kept = proposals[answer].marks.filter { mark in
        !applied.contains { $0.range.overlaps(mark.range) }
      }
      let items = applied.map { (mark: $0, isKept: false) } + kept.map { (mark: $0, isKept: true) }
      return items.sorted { $0.mark.range.lowerBound < $1.mark.range.lowerBound }.map {
        ReviewItem(
          passage: Passage(answer: answer, range: $0.mark.range), mark: $0.mark, isKept: $0.isKept)
      }
    }
  }

  private mutating func derive() {
    all = derivedItems()
    choose()
  }

  /// Picks what is walked, and stays at the place.
  private mutating func choose() {
    let place = item?.passage
    let isNarrow = breadth == .doubtful || breadth == .glances
    items = all.filter { !isNarrow || $0.isDoubtful }
    let walksGlances = breadth == .pointed || breadth == .glances
    if walksGlances || owesGlances { glances = pointed() }
    if walksGlances { items = (items + glances).sorted { $0.passage < $1.passage } }
    guard let place else { return }
    current = items.firstIndex { $0.passage >= place } ?? max(0, items.count - 1)
  }

  /// What is worth a glance, but for what is hidden or left in already: by another answer, or by her.
  private func pointed() -> [ReviewItem] {
    let parts = page.answers.indices.flatMap { answer -> [ReviewItem] in
      let shown = page.answers[answer]
      return redactor.pointed(
        in: shown.text, decisions: state.decisions[shown.question] ?? RedactionDecisions()
      ).map { ReviewItem.glance($0, in: answer) }
    }
    return parts.filter { part in !all.contains { $0.passage.overlaps(part.passage) } }
  }

  /// Begins with what is worth a glance where somebody has yet to look at it.
  private mutating func seekGlances() {
    glances = pointed()
    owesGlances = glances.contains { !isSeen($0) }
    guard owesGlances else { return }
    breadth = .glances
    choose()
  }

  /// Doubtful marks, then all, then what is only pointed at too, then those it began with again.
  mutating func widen() {
    switch breadth {
    case .doubtful, .glances: breadth = .marked
    case .marked: breadth = .pointed
    case .pointed: breadth = owesGlances ? .glances : .doubtful
    }
    choose()
    // Where nothing is doubtful, all marks are shown.
    if items.isEmpty, breadth == .doubtful || breadth == .glances {
      breadth = .marked
      choose()
    }
  }

  /// Says what is walked now.
  var walked: String {
    switch breadth {
    case .doubtful: "now: doubtful marks, \(items.count)"
    case .marked: "now: all marks, \(items.count); a again: also what is worth a glance"
    case .pointed: "now: all marks and what is worth a glance, \(items.count)"
    case .glances: "now: doubtful marks and what is worth a glance, \(items.count)"
    }
  }

  // MARK: steps

  mutating func step(to direction: Int) {
    current = max(0, min(items.count - 1, current + direction))
  }

  /// Goes on to the next mark that nobody has looked at.
  private mutating func goOn(from place: Passage) {
    let here = (place.answer, place.range.lowerBound)
    let open = items.indices.filter { !isSeen(items[$0]) }
    let next = open.first { index in
      (items[index].passage.answer, items[index].passage.range.lowerBound) > here
    }
    if let next = next ?? open.first { current = next } else { notice = allSeen }
  }

  private var allSeen: String {
    let tally = tally
    let rest = pointed().count { !isSeen($0) }
    // It counts as reviewed now: whoever goes on has to know what she has not seen.
    guard rest == 0 else {
      let keys = breadth == .doubtful ? "a a" : "a"
      // First, as a narrow screen cuts the end.
      return
        "all looked at: but \(rest) worth a glance: \(keys).  N next.  \(tally.removed) out, \(tally.kept) stay, \(tally.added) added"
    }
    return
      "all looked at: \(tally.removed) taken out, \(tally.kept) stay, \(tally.added) added by you.  N next"
  }

  /// Makes a step, has it stored and goes on.
  mutating func change(at place: Passage, _ change: (inout ReviewState) -> Void) -> [Effect] {
    var next = state
    change(&next)
    guard next != state else {
      goOn(from: place)
      return []
    }
    before.append(state)
    state = next
    derive()
    goOn(from: place)
    return [kept]
  }

  mutating func undo() -> [Effect] {
    guard let last = before.popLast() else {
      notice = "nothing is left to undo"
      return [.undoBefore]
    }
    state = last
    derive()
    return [kept]
  }

  private var kept: Effect {
    .keep(
      state.decisions,
      RedactionReview(lists: lists, seen: state.seen, isDone: waiting == 0, wasRead: true))
  }
}
