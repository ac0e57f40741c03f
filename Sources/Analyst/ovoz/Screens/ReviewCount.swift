// SPDX-License-Identifier: Apache-2.0

import Reading

/// How many testimonies people have reviewed, and in how many the program found nothing to show them.
struct ReviewCount {
  private(set) var reviewed = 0
  private(set) var passedOver = 0

  init(_ standings: [ReviewStanding] = []) {
    for standing in standings { add(standing) }
  }

  mutating func add(_ standing: ReviewStanding) {
    switch standing {
    case .waiting: break
    case .passedOver: passedOver += 1
    case .reviewed: reviewed += 1
    }
  }

  /// How far it is, for people; what nobody read is never called reviewed.
  func progress(of total: Int) -> String {
    let reviewed = "\(reviewed) of \(total) reviewed"
    return passedOver == 0 ? reviewed : "\(reviewed), \(passedOver) with nothing doubtful, not read"
  }
}
