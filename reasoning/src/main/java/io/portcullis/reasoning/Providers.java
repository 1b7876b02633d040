package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What requests for a session have of the keys that identity providers decide: those of the caller's own provider alone, and
 * some of them surely. AWS identities, and providers' sessions among them, may have any: a session keeps those that it began
 * with. The work is that of reading the callers and the keys once.
 */
final class Providers {

    private final Drafts drafts;

    /** By the family of their keys, the providers and who comes with their word. */
    private final Map<String, Map<Provider, List<Texts>>> callers = new LinkedHashMap<>();

    private Providers(Drafts drafts) {
        this.drafts = drafts;
        for (String caller : drafts.withoutSessions()) {
            Provider.of(caller.substring(Principals.FEDERATED.length()))
                    .ifPresent(provider -> callers.computeIfAbsent(provider.family(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(provider, _ -> new ArrayList<>())
                            .add(new Texts.One(caller)));
        }
    }

    /** What no request has, of the keys that rules speak of. */
    static List<Clash> clashes(Drafts drafts) {
        if (drafts.withoutSessions().isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String key : drafts.bases()) {
            Provider.family(key)
                    .ifPresent(family ->
                            keys.computeIfAbsent(family, _ -> new ArrayList<>()).add(key));
        }
        return keys.isEmpty() ? List.of() : new Providers(drafts).clashes(keys);
    }

    private List<Clash> clashes(Map<String, List<String>> keys) {
        Choice all = is(callers.values().stream().flatMap(Providers::texts).toList());
        List<Clash> clashes = new ArrayList<>();
        keys.forEach((family, names) -> {
            Map<Provider, List<Texts>> own = callers.getOrDefault(family, Map.of());
            if (own.isEmpty() || callers.size() > 1) {
                Choice others = all.and(is(texts(own).toList()).not());
                names.forEach(key -> clashes.add(clash(others, key, new Choice.Present())));
            }
            own.forEach((provider, theirs) -> names.stream()
                    .filter(provider::surelyHas)
                    .forEach(key -> clashes.add(clash(is(theirs), key, new Choice.Present().not()))));
        });
        return clashes;
    }

    private static Stream<Texts> texts(Map<Provider, List<Texts>> some) {
        return some.values().stream().flatMap(List::stream);
    }

    private static Clash clash(Choice callers, String key, Choice values) {
        return new Clash(new Claim(Binding.PRINCIPAL, callers), new Claim(key, values));
    }

    private Choice is(List<Texts> some) {
        return new Choice.Test(drafts.principal().test(Texts.any(some)));
    }
}
