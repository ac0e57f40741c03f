// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Telephones that go on after a small word: `call 93 555 then 12 34`, `926 потом 123 потом 4567`.
///
/// All doubtful. Words such as `and` need more than those such as `then`: they join everything.
struct ContinuedNumberRule: RedactionRule {
  private let joints: Set<String>
  private let weakJoints: Set<String>
  private let cues: Cues
  private let money: Money

  init(lists: RedactionLists) {
    joints = lists.identifiers.set(.numberContinuations)
    weakJoints = lists.identifiers.set(.weakContinuations)
    cues = Cues(beginnings: lists.identifiers.list(.phoneCues))
    money = Money(lists.words)
  }

  var kind: RedactionKind { .phone }

  private struct Chain {
    var runs: [NumberRun]
    var isWeak = false

    var range: Range<Int> {
      let groups = runs.flatMap(\.groups)
      return (groups.first?.lowerBound ?? 0)..<(groups.last?.upperBound ?? 0)
    }
  }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    chains(in: text).filter { isNumber($0, in: text) }.map {
      text.mark($0.range, .phone, .doubtful, by: "continued number")
    }
  }

  private func chains(in text: NormalizedText) -> [Chain] {
    var chains: [Chain] = []
    for run in text.numbers {
      if let last = chains.last?.runs.last?.groups.last, let next = run.groups.first,
        let joint = joint(last.upperBound, next.lowerBound, in: text)
      {
        chains[chains.count - 1].runs.append(run)
        if weakJoints.contains(joint) { chains[chains.count - 1].isWeak = true }
      } else {
        chains.append(Chain(runs: [run]))
      }
    }
    return chains.filter { $0.runs.count > 1 }
  }

  /// The only word between two numbers, when it is one that continues a number.
  private func joint(_ end: Int, _ start: Int, in text: NormalizedText) -> String? {
    guard start - end <= 14, let word = text.firstWord(from: end).map({ text.words[$0] }),
      joints.contains(word.skeleton) || weakJoints.contains(word.skeleton),
      word.range.upperBound <= start,
      text.gap(end, word.range.lowerBound, only: [" ", ",", ".", "-"], upTo: 3),
      text.gap(word.range.upperBound, start, only: [" ", ",", ":", "-"], upTo: 3)
    else { return nil }
    return word.skeleton
  }

  private func isNumber(_ chain: Chain, in text: NormalizedText) -> Bool {
    let groups = chain.runs.flatMap(\.groups)
    let count = groups.reduce(0) { $0 + $1.count }
    guard (7...15).contains(count), !groups.allSatisfy({ $0.count == 4 }),
      !money.contains(chain.range, in: text),
      !chain.runs.contains(where: { endsInThousands($0, in: text) })
    else { return false }
    let isParted = chain.runs.contains { run in
      run.groups.count > 1 || run.groups.contains { $0.count > 4 }
    }
    if cues.stand(before: chain.range.lowerBound, within: 4, in: text) {
      return isParted || !chain.isWeak && count >= 9
    }
    return !chain.isWeak && count >= 9 && !hasDates(chain, in: text)
      && groups.contains { $0.count > 2 } && isParted
  }

  /// Fifty thousand, then thirty thousand.
  private func endsInThousands(_ run: NumberRun, in text: NormalizedText) -> Bool {
    guard let last = run.groups.last else { return false }
    return last.count >= 3 && text.scalars[last].suffix(3).allSatisfy { $0 == "0" }
  }

  private func hasDates(_ chain: Chain, in text: NormalizedText) -> Bool {
    chain.runs.contains { run in
      zip(run.groups, run.groups.dropFirst()).contains { one, next in
        !text.gap(one.upperBound, next.lowerBound, only: [" ", "-"])
      }
    }
  }
}
