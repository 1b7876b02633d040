package io.portcullis.reasoning.judge;

import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Identity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Choices for keys that constrain each other, one for each class of choices that the tests tell apart.
 *
 * @param choices the choices
 * @param outside the indexes of those that outsiders have
 * @param strange the indexes of those that strangers have
 */
record Dimension(List<Choice> choices, BitSet outside, BitSet strange) {

    /** Keeps the first choice of each class. */
    static Dimension of(List<Choice> all, List<Predicate<Choice>> tests, List<Predicate<Choice>> named, Zone zone) {
        Map<List<BitSet>, Choice> classes = new LinkedHashMap<>();
        for (Choice choice : all) {
            BitSet names = signature(choice, named);
            names.set(named.size(), isOutside(choice, zone));
            classes.putIfAbsent(List.of(signature(choice, tests), names), choice);
        }
        List<Choice> choices = new ArrayList<>(classes.values());
        BitSet outside = signature(choices, choice -> isOutside(choice, zone));
        BitSet strange = signature(choices, choice -> named.stream().noneMatch(each -> each.test(choice)));
        return new Dimension(choices, outside, strange);
    }

    /** The indexes of the choices that pass. */
    BitSet where(Predicate<Choice> test) {
        return signature(choices, test);
    }

    private static BitSet signature(Choice choice, List<Predicate<Choice>> tests) {
        BitSet signature = new BitSet();
        for (int i = 0; i < tests.size(); i++) {
            signature.set(i, tests.get(i).test(choice));
        }
        return signature;
    }

    private static BitSet signature(List<Choice> choices, Predicate<Choice> test) {
        BitSet signature = new BitSet();
        for (int i = 0; i < choices.size(); i++) {
            signature.set(i, test.test(choices.get(i)));
        }
        return signature;
    }

    /**
     * Outsiders are of no trusted account and not of the trusted organization, and a service that calls for a trusted account's
     * resource, or one of the organization, does not call for an outsider.
     */
    static boolean isOutside(Choice choice, Zone zone) {
        Set<String> trusted = zone.accounts();
        boolean insider = choice.identity()
                .filter(identity -> identity instanceof Identity.Aws aws
                        && trusted.contains(aws.account())
                        && aws.partition().equals(zone.partition()))
                .isPresent();
        boolean source = has(choice, "aws:SourceAccount", trusted)
                || has(choice, "aws:SourceOwner", trusted)
                || choice.value("aws:SourceArn")
                        .filter(arn -> trusted.contains(arn.split(":", 6)[4]))
                        .isPresent();
        Set<String> organization = zone.organization().map(Set::of).orElse(Set.of());
        return !insider
                && !source
                && !has(choice, "aws:PrincipalOrgID", organization)
                && !has(choice, "aws:SourceOrgID", organization);
    }

    private static boolean has(Choice choice, String key, Set<String> values) {
        Optional<String> value = choice.value(key);
        return value.isPresent() && values.contains(value.get());
    }
}
