package io.portcullis.reasoning.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a solution stands: what each text may still be, which are known, and the relations that are still to be seen to.
 *
 * @param domains by number of the text
 * @param known texts that are settled
 * @param equals texts that another is the equal of, and which
 * @param relations what else must be so
 */
record Situation(
        List<Automaton> domains, Map<Integer, String> known, Map<Integer, Integer> equals, List<Relation> relations) {

    Situation {
        domains = List.copyOf(domains);
        known = Map.copyOf(known);
        equals = Map.copyOf(equals);
        relations = List.copyOf(relations);
    }

    /** At the beginning. */
    static Situation of(List<Automaton> domains, List<Relation> relations) {
        return new Situation(domains, Map.of(), Map.of(), relations);
    }

    /** With a text confined further. */
    Situation confined(int text, Automaton domain) {
        List<Automaton> changed = new ArrayList<>(domains);
        changed.set(text, domain);
        return new Situation(changed, known, equals, relations);
    }

    /** With a text settled, and filled in wherever it stands. */
    Situation settled(int text, String value, Automaton domain) {
        Map<Integer, String> more = new TreeMap<>(known);
        more.put(text, value);
        return new Situation(
                        domains,
                        more,
                        equals,
                        relations.stream()
                                .map(relation -> relation.with(text, value))
                                .toList())
                .confined(text, domain);
    }

    /** With the value of a variable filled in wherever it stands. */
    Situation filled(Pattern.Variable variable, String value) {
        return with(relations.stream()
                .map(relation -> relation.filled(variable, value))
                .toList());
    }

    Situation without(Relation relation) {
        return with(relations.stream().filter(each -> !each.equals(relation)).toList());
    }

    /** With these relations in place of its own. */
    Situation with(List<Relation> others) {
        return new Situation(domains, known, equals, others);
    }

    /** With one text in the place of another that is its equal. */
    Situation equated(int text, int to, Automaton domain) {
        Map<Integer, Integer> more = new TreeMap<>(equals);
        more.put(text, to);
        return new Situation(
                        domains,
                        known,
                        more,
                        relations.stream()
                                .map(relation -> relation.renamed(text, to))
                                .toList())
                .confined(to, domain);
    }

    /** The shortest texts that there may be; to be asked when no relation is left. */
    List<String> shortest() {
        List<String> texts = new ArrayList<>();
        for (int text = 0; text < domains.size(); text++) {
            int one = text;
            for (Integer next = equals.get(one); next != null; next = equals.get(one)) {
                one = next;
            }
            String settled = known.get(one);
            texts.add(settled == null ? domains.get(one).shortest() : settled);
        }
        return texts;
    }

    /** With one relation in the place of others. */
    Situation replacing(List<Relation> gone, Relation by) {
        List<Relation> changed = new ArrayList<>(relations);
        changed.removeAll(gone);
        changed.add(by);
        return with(changed);
    }

    /** The texts of a relation that are not settled. */
    Set<Integer> open(Relation relation) {
        Set<Integer> open = new TreeSet<>(relation.texts());
        open.removeAll(known.keySet());
        return open;
    }

    /** The unsettled texts of all relations. */
    Set<Integer> open() {
        Set<Integer> open = new TreeSet<>();
        relations.forEach(relation -> open.addAll(open(relation)));
        return open;
    }

    /** Whether another relation is about the text. */
    boolean isShared(int text, Relation besides) {
        return relations.stream()
                .anyMatch(relation ->
                        !relation.equals(besides) && relation.texts().contains(text));
    }
}
