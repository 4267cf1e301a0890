/** Growing (存证增长): which hashes are new when entries are added, from nothing but the right edge of the tree before. */
import { nodeHash, nodesOf, rangeHash, type Hash, type TreeNode } from './tree.ts'

export interface Growth {
  /** The new full subtrees, the new leaves among them. */
  nodes: readonly (TreeNode & { hash: Hash })[]
  root: Hash
}

/** `edge`: the hashes of the full subtrees of the tree of `size`, the largest first. */
export function grown(size: number, edge: readonly Hash[], leaves: readonly Hash[]): Growth {
  const stack = nodesOf({ from: 0, to: size }).map((node, index) => ({ ...node, hash: edge[index]! }))
  const nodes: (TreeNode & { hash: Hash })[] = []
  leaves.forEach((hash, index) => {
    let node = { level: 0, position: size + index, hash }
    nodes.push(node)
    while (node.position % 2 === 1) {
      node = { level: node.level + 1, position: (node.position - 1) / 2, hash: nodeHash(stack.pop()!.hash, node.hash) }
      nodes.push(node)
    }
    stack.push(node)
  })
  return { nodes, root: rangeHash(stack.map(({ hash }) => hash)) }
}
