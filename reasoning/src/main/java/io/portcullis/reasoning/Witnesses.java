package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.PerhapsNobody;
import io.portcullis.reasoning.concrete.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes requests of points: one example value an axis, and every key that a base value determines. */
final class Witnesses {

    private static final Map<String, String> IDS_OF_PATHS = Map.of(
            "aws:principalorgpaths", "aws:PrincipalOrgID",
            "aws:sourceorgpaths", "aws:SourceOrgID",
            "aws:vpceorgpaths", "aws:VpceOrgID",
            "aws:resourceorgpaths", "aws:ResourceOrgID");

    private static final Set<String> NO_KEYS = Set.of(Binding.PRINCIPAL, Binding.ACTION, Binding.RESOURCE);

    private final Question question;
    private final Space space;
    private final Map<String, String> mentioned;
    private final TextTheory theory;

    /** For requests of one space; {@code mentioned} are the keys that the rules speak of, normalized name to spelling. */
    Witnesses(Question question, Space space, Map<String, String> mentioned, TextTheory theory) {
        this.question = question;
        this.space = space;
        this.mentioned = mentioned;
        this.theory = theory;
    }

    /** The request at a point. */
    Request at(List<Integer> point) {
        Map<String, List<String>> texts = theory.texts(point);
        SortedMap<String, List<String>> context = new TreeMap<>(Request.KEYS);
        question.facts()
                .forEach((key, value) -> context.put(ContextKey.named(key).name(), List.of(value)));
        String principal = "";
        String action = "";
        String resource = "";
        for (int i = 0; i < space.values(); i++) {
            Axis axis = space.axes().get(i);
            List<String> values = texts.getOrDefault(axis.key(), axis.values().get(point.get(i)));
            switch (axis.key()) {
                case Binding.PRINCIPAL -> principal = values.getFirst();
                case Binding.ACTION -> action = values.getFirst();
                case Binding.RESOURCE -> resource = values.getFirst();
                default -> put(axis.key(), values, context);
            }
        }
        Identity identity = Principals.identity(principal);
        putIdentity(identity, context);
        if (identity instanceof Identity.Aws aws && action.startsWith("kms:")) {
            context.put("kms:CallerAccount", List.of(aws.account()));
        }
        String asked = action.substring(0, Math.max(0, action.indexOf(':')));
        context.keySet()
                .removeIf(key -> ContextKey.named(key)
                        .service()
                        .filter(service -> !service.equals(asked))
                        .isPresent());
        agreeOnSource(context);
        return new Request(identity, action, resource, context);
    }

    private void put(String base, List<String> values, SortedMap<String, List<String>> into) {
        if (values.isEmpty()) {
            return;
        }
        into.put(mentioned.getOrDefault(base, ContextKey.named(base).name()), values);
        String id = IDS_OF_PATHS.get(base);
        String value = values.getFirst();
        if (id != null) {
            into.put(id, List.of(value.substring(0, Math.max(0, value.indexOf('/')))));
        }
        if (base.equals("aws:currenttime")) {
            into.put(
                    "aws:EpochTime",
                    List.of(Literals.instant(value)
                            .orElseGet(() -> new BigDecimal(value))
                            .stripTrailingZeros()
                            .toPlainString()));
        }
    }

    private static void putIdentity(Identity identity, SortedMap<String, List<String>> into) {
        switch (identity) {
            case Identity.Aws aws -> putAws(aws, into);
            case Identity.Service service -> {
                into.put("aws:PrincipalIsAWSService", List.of("true"));
                into.put("aws:PrincipalServiceName", List.of(service.principal()));
            }
            case Identity.Federated ignored -> {}
            case Identity.FederatedSession ignored -> into.put("aws:PrincipalIsAWSService", List.of("false"));
            case Identity.Canonical ignored -> into.put("aws:PrincipalIsAWSService", List.of("false"));
            case Identity.Anonymous ignored -> {
                into.put("aws:PrincipalAccount", List.of(Identity.Anonymous.ID));
                into.put("aws:userid", List.of(Identity.Anonymous.ID));
                into.put("aws:PrincipalType", List.of(Identity.Anonymous.TYPE));
            }
        }
    }

    private static void putAws(Identity.Aws aws, SortedMap<String, List<String>> into) {
        into.put("aws:PrincipalIsAWSService", List.of("false"));
        into.put("aws:PrincipalArn", List.of(aws.principalArn()));
        if (!aws.userId().isEmpty()) {
            into.put("aws:userid", List.of(aws.userId()));
        }
        into.put("aws:PrincipalType", List.of(aws.type()));
        into.put("aws:PrincipalAccount", List.of(aws.account()));
        if (aws.type().equals("User")) {
            into.put("aws:username", List.of(aws.lastName()));
        }
    }

    private static void agreeOnSource(SortedMap<String, List<String>> context) {
        List<String> arn = context.getOrDefault("aws:SourceArn", List.of());
        String account = arn.isEmpty() ? "" : arn.getFirst().split(":", 6)[4];
        if (!account.isEmpty() && context.containsKey("aws:SourceAccount")) {
            context.put("aws:SourceAccount", List.of(account));
        }
    }

    /** The part of a request's context that the rules speak of. */
    SortedMap<String, List<String>> spoken(Request request) {
        SortedMap<String, List<String>> spoken = new TreeMap<>();
        for (String key : mentioned.values()) {
            put(key, request, spoken);
        }
        for (Axis axis : space.axes()) {
            if (!NO_KEYS.contains(axis.key()) && !mentioned.containsKey(axis.key())) {
                put(ContextKey.named(axis.key()).name(), request, spoken);
            }
        }
        // Whether they have these is not known, and so nothing is said of them.
        if (PerhapsNobody.is(request)) {
            spoken.keySet().removeIf(key -> PerhapsNobody.has(key).isPresent());
        }
        // That no service sent it is what people take for granted.
        if (!mentioned.containsKey("aws:viaawsservice")) {
            spoken.remove("aws:ViaAWSService", List.of("false"));
        }
        return spoken;
    }

    private static void put(String key, Request request, SortedMap<String, List<String>> into) {
        List<String> values = request.values(key);
        if (!values.isEmpty()) {
            into.put(key, values);
        }
    }
}
