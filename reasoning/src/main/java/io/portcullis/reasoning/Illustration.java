package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a request of a point: of all that the statements tell apart in no way, one with a likely resource. */
final class Illustration {

    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):.*", Pattern.DOTALL);

    private final AllRequests.Drawn world;

    Illustration(AllRequests.Drawn world) {
        this.world = world;
    }

    /** The request at a point. */
    Request at(List<Integer> point) {
        Request plain = world.witnesses().at(point);
        if (world.space().isUncut(Binding.RESOURCE)
                || world.theory().texts(point).containsKey(Binding.RESOURCE)) {
            return plain;
        }
        String service =
                plain.action().substring(0, plain.action().indexOf(':')).toLowerCase(Locale.ROOT);
        String resource = resources(service)
                .filter(world.question().resources()::has)
                .filter(text -> isAt(point, text))
                .findFirst()
                .orElse(plain.resource());
        return new Request(plain.identity(), plain.action(), resource, agreeing(plain.context(), resource));
    }

    private static SortedMap<String, List<String>> agreeing(SortedMap<String, List<String>> context, String resource) {
        SortedMap<String, List<String>> agreeing = new TreeMap<>(Request.KEYS);
        agreeing.putAll(context);
        Matcher account = ACCOUNT.matcher(resource);
        if (account.matches()) {
            agreeing.computeIfPresent("aws:ResourceAccount", (key, values) -> List.of(account.group(1)));
        }
        return agreeing;
    }

    /** Whether a resource lies in the class of the point: no test tells it from the class's example. */
    private boolean isAt(List<Integer> point, String resource) {
        Axis axis = world.space().axis(Binding.RESOURCE);
        List<Texts> tests = world.drafts().resource().tests();
        int atom = point.get(world.space().index(Binding.RESOURCE));
        return IntStream.range(0, tests.size())
                .allMatch(i -> tests.get(i).has(resource) == axis.holds().get(i).has(atom));
    }

    private Stream<String> resources(String service) {
        String head = "arn:" + world.question().zone().partition() + ":" + service + ":";
        Stream<String> written = world.question().rules().stream()
                .flatMap(rule -> rule.statement().resources().stream())
                .flatMap(clause -> clause.values().texts().stream())
                .filter(text -> !text.equals("*"))
                .flatMap(text -> Stream.concat(
                        Likely.of(text), Stream.of(text.replace("*", "").replace('?', 'x'))))
                .filter(text -> text.startsWith(head));
        Stream<String> likely =
                world.resources().examples(world.question().zone().partition(), service).stream();
        return Stream.concat(written, likely);
    }
}
