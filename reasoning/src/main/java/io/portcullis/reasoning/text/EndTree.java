package io.portcullis.reasoning.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Texts as a tree, letter by letter from one side: which of them others begin with. For one thread. */
final class EndTree {

    /** A place in the tree. */
    static final class Node {
        private final Optional<Node> before;
        private final int letter;
        private final int depth;
        private BitSet ends = NONE;
        private int[] letters = {};
        private Node[] next = {};

        private Node(Optional<Node> before, int letter, int depth) {
            this.before = before;
            this.letter = letter;
            this.depth = depth;
        }

        /** How many letters lead here. */
        int depth() {
            return depth;
        }

        /** The letters that lead here, in the order of reading. */
        int[] read() {
            int[] read = new int[depth];
            Node node = this;
            for (int i = depth - 1; i >= 0; i--) {
                read[i] = node.letter;
                node = node.before.orElseThrow();
            }
            return read;
        }

        /** The texts that end here. */
        BitSet ends() {
            return ends;
        }

        /** The letters that lead on, sorted, which the caller must not change. */
        int[] letters() {
            return letters;
        }

        /** What one of the letters leads to. */
        Node next(int index) {
            return next[index];
        }

        boolean goesOn(int letter) {
            return Arrays.binarySearch(letters, letter) >= 0;
        }

        private void end(int number) {
            BitSet more = (BitSet) ends.clone();
            more.set(number);
            ends = more;
        }

        private Node grown(int with) {
            int found = Arrays.binarySearch(letters, with);
            if (found >= 0) {
                return next[found];
            }
            int at = -found - 1;
            int[] longer = Arrays.copyOf(letters, letters.length + 1);
            Node[] more = Arrays.copyOf(next, next.length + 1);
            System.arraycopy(letters, at, longer, at + 1, letters.length - at);
            System.arraycopy(next, at, more, at + 1, next.length - at);
            longer[at] = with;
            more[at] = new Node(Optional.of(this), with, depth + 1);
            letters = longer;
            next = more;
            return more[at];
        }
    }

    /** Of most places; never changed. */
    private static final BitSet NONE = new BitSet();

    private final Node root = new Node(Optional.empty(), 0, 0);

    Node root() {
        return root;
    }

    /** Adds the letters of a text, in the order of reading. */
    void add(int[] text, int number) {
        Node node = root;
        for (int letter : text) {
            node = node.grown(letter);
        }
        node.end(number);
    }

    /** The numbers of the texts that this one begins with. */
    BitSet begun(int[] text) {
        BitSet begun = new BitSet();
        Node node = root;
        for (int i = 0; ; i++) {
            begun.or(node.ends);
            int found = i == text.length ? -1 : Arrays.binarySearch(node.letters, text[i]);
            if (found < 0) {
                return begun;
            }
            node = node.next[found];
        }
    }

    /** The letters in the order of reading from the other side. */
    static int[] reversed(int[] text) {
        int[] reversed = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            reversed[i] = text[text.length - 1 - i];
        }
        return reversed;
    }
}
