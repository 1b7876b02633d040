package io.portcullis.reasoning;

import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Ends;
import io.portcullis.reasoning.text.Fields;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every identity that a request may come from, as a text (see {@link Principals}). Partitions know nothing of each other:
 * identities of another partition, of providers and with canonical ids are only there when a principal names them.
 *
 * @param callers of what kind they are
 * @param partition the resource's own partition
 * @param anonymous whether there are unsigned requests
 * @param partitions all partitions, the own one first
 * @param named identities that have no ARN, or an id of a form of its own
 */
record Identities(Callers callers, String partition, boolean anonymous, Set<String> partitions, Set<String> named)
        implements Universe {

    /** Of what kind callers are. */
    enum Callers {
        /** All but AWS services, which are inside and outside of nothing. */
        PEOPLE,
        /** AWS services too. */
        ALL,
        /** Those whom policies can be attached to: no root users. Source: IAM user guide, "AWS account root user". */
        ATTACHABLE
    }

    private static final CharSet HOST =
            CharSet.DIGIT.or(CharSet.range('a', 'z')).or(CharSet.anyOf(".-"));

    /** Whom a principal of no known form may stand for, besides those who are always there: a provider's, of either kind. */
    private static final List<String> OF_SOME_PROVIDER =
            List.of("arn:aws:iam::000000000000:saml-provider/a", "provider");

    /** The names that most services have. */
    private static final Language KNOWN_SERVICES =
            Language.of(Glob.literal(Principals.SERVICE).some(HOST).then(".amazonaws.com"));

    /** The identities that a question's rules speak of. */
    static Identities of(Question question) {
        return of(question, Callers.PEOPLE);
    }

    /** The identities of a kind that a question's rules speak of. */
    static Identities of(Question question, Callers callers) {
        String own = question.zone().partition();
        Set<String> partitions = new LinkedHashSet<>();
        Set<String> named = new LinkedHashSet<>();
        partitions.add(own);
        for (Rule rule : question.rules()) {
            Optional<PrincipalClause> clause = rule.statement().principals();
            for (Principal principal :
                    clause.isEmpty() ? List.<Principal>of() : clause.get().principals()) {
                if (principal instanceof Principal.Service) {
                    addService(principal.written(), callers, named);
                } else if (principal instanceof Principal.Federated) {
                    named.addAll(vouchedFor(question, List.of(principal.written())));
                } else if (principal instanceof Principal.CanonicalUser) {
                    named.add(Principals.CANONICAL + principal.written());
                } else if (principal instanceof Principal.Unrecognised) {
                    named.addAll(vouchedFor(question, OF_SOME_PROVIDER));
                } else if (IamNames.hasDocumentedForm(principal)) {
                    String other = Principals.partition(principal);
                    if (!other.isEmpty()) {
                        partitions.add(other);
                    }
                }
            }
        }
        if (callers == Callers.ALL && takesInEveryone(question)) {
            named.addAll(vouchedFor(question, Provider.others(question.rules())));
        }
        named.addAll(Ec2Sessions.of(question.rules(), own));
        if (callers == Callers.ALL) {
            named.addAll(OriginAccess.of(question.rules(), own));
        }
        return new Identities(callers, own, question.anonymousCallers(), partitions, named);
    }

    /** Whether a role's statements take in whoever comes with the word of a provider that they do not name. */
    private static boolean takesInEveryone(Question question) {
        return question.actions().service().equals(Optional.of("sts"))
                && question.rules().stream()
                        .flatMap(rule -> rule.statement().principals().stream())
                        .anyMatch(clause -> clause.negated()
                                || clause.principals().stream().anyMatch(Principal.Everyone.class::isInstance));
    }

    private static void addService(String service, Callers callers, Set<String> named) {
        if (callers == Callers.ALL && !OriginAccess.is(service)) {
            named.add(Principals.SERVICE + service);
        }
    }

    /** Whether statements name identity providers, or principals that may be some. */
    static boolean areVouchedFor(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.statement().principals().stream())
                .flatMap(clause -> clause.principals().stream())
                .anyMatch(principal ->
                        principal instanceof Principal.Federated || principal instanceof Principal.Unrecognised);
    }

    /** Whoever asks STS for a session has none; others sign with theirs. */
    private static List<String> vouchedFor(Question question, Collection<String> providers) {
        Optional<String> service = question.actions().service();
        List<String> all = new ArrayList<>();
        for (String provider : providers) {
            if (service.isEmpty() || service.get().equals("sts")) {
                all.add(Principals.FEDERATED + provider);
            }
            if (!service.equals(Optional.of("sts"))) {
                all.add(Principals.SESSION + provider);
            }
        }
        return all;
    }

    @Override
    public boolean has(String identity) {
        return language().has(identity);
    }

    @Override
    public Language language() {
        Language all = new Language(named.stream().map(Glob::literal).toList()).or(signing());
        return anonymous ? all.or(Language.of(Glob.literal(Principals.ANONYMOUS))) : all;
    }

    /** Those who are there whoever is named, and sign. */
    private Language signing() {
        Language all = callers == Callers.ALL ? KNOWN_SERVICES : Language.NONE;
        for (String each : partitions) {
            all = all.or(callers == Callers.ATTACHABLE ? Principals.attachable(each) : Principals.ofPartition(each));
        }
        return all;
    }

    /** Where tests name callers, few are told apart (see {@link NamedCallers}). */
    @Override
    public Optional<List<String>> samples(List<Texts> tests) {
        NamedCallers callersNamed = new NamedCallers();
        if (!callersNamed.addAll(tests)) {
            return Optional.empty();
        }
        return callersNamed.arns(partitions, callers != Callers.ATTACHABLE).map(arns -> {
            List<String> samples = new ArrayList<>();
            if (anonymous) {
                samples.add(Principals.ANONYMOUS);
            }
            arns.forEach(arn -> identity(arn).ifPresent(samples::add));
            if (callers == Callers.ALL) {
                callersNamed.services().stream().filter(KNOWN_SERVICES::has).forEach(samples::add);
            }
            samples.addAll(named);
            return samples;
        });
    }

    /** Tests of ARNs alone tell apart the ARNs, and those that have none. Who is named is looked at one by one. */
    @Override
    public List<TextClass> classes(List<Texts> tests, Budget budget) throws TooComplex {
        Map<BitSet, String> classes = new LinkedHashMap<>();
        if (anonymous) {
            classes.put(signature(tests, Principals.ANONYMOUS), Principals.ANONYMOUS);
        }
        likely().forEach(each -> classes.putIfAbsent(signature(tests, each), each));
        signing(tests, budget).forEach(each -> classes.putIfAbsent(each.signature(), each.example()));
        named.forEach(each -> classes.putIfAbsent(signature(tests, each), each));
        List<TextClass> all = new ArrayList<>(classes.size());
        classes.forEach((signature, identity) -> all.add(new TextClass(signature, identity)));
        return all;
    }

    private List<TextClass> signing(List<Texts> tests, Budget budget) throws TooComplex {
        ArnTests ofArns = new ArnTests(partitions);
        List<Language> languages = tests.stream()
                .map(callers == Callers.ALL ? Texts::language : ofArns::identities)
                .toList();
        Optional<List<TextClass>> byField = Fields.cut(languages, signing());
        if (byField.isPresent()) {
            return byField.get();
        }
        Optional<List<Language>> arns = callers == Callers.ALL ? Optional.empty() : ofArns.of(tests);
        return arns.isEmpty()
                ? Ends.cut(languages, signing(), budget)
                : Ends.cut(arns.get(), arns(), budget).stream()
                        .map(each -> new TextClass(each.signature(), withId(each.example())))
                        .toList();
    }

    /** Those who say most to people, where they are like others. */
    private List<String> likely() {
        String before = "arn:" + partition + ":iam::" + KeyValues.account(0) + ":";
        Stream<String> entities =
                callers == Callers.ATTACHABLE ? Stream.of("user/a", "role/a") : Stream.of("root", "user/a", "role/a");
        return entities.map(entity -> withId(before + entity)).toList();
    }

    private static BitSet signature(List<Texts> tests, String identity) {
        BitSet signature = new BitSet();
        for (int test = 0; test < tests.size(); test++) {
            signature.set(test, tests.get(test).has(identity));
        }
        return signature;
    }

    /** An identity with an ARN that somebody can have. */
    private static String withId(String arn) {
        int entity = arn.indexOf("::") + "::000000000000:".length();
        return arn + (arn.startsWith("user/", entity) ? "|AIDA0" : arn.startsWith("role/", entity) ? "|AROA0:a" : "|");
    }

    private Language arns() {
        Language all = Language.NONE;
        for (String each : partitions) {
            all = all.or(Principals.arns(each, callers != Callers.ATTACHABLE));
        }
        return all;
    }

    /** An identity with this ARN; empty when nobody can have it. */
    private Optional<String> identity(String arn) {
        for (String each : partitions) {
            String beginning = Principals.ARN + each + ":";
            if (arn.startsWith(beginning)) {
                return identity(arn, beginning.length());
            }
        }
        return Optional.empty();
    }

    /** An identity with this ARN, the name of whose service, one of three letters, stands at {@code service}. */
    private Optional<String> identity(String arn, int service) {
        int account = service + "iam::".length();
        int end = account + "000000000000".length();
        if (!arn.startsWith("::", account - 2)
                || !arn.startsWith(":", end)
                || !Principals.isAccount(arn.substring(account, end))) {
            return Optional.empty();
        }
        String entity = arn.substring(end + 1);
        return switch (arn.substring(service, account - 2)) {
            case "iam" ->
                entity.equals("root")
                        ? Optional.of(arn + "|").filter(root -> callers != Callers.ATTACHABLE)
                        : behind(entity, "user/", Principals.PATH, arn + "|AIDA0")
                                .filter(user -> IamNames.endsInName(entity))
                                .or(() -> behind(entity, "role/", Principals.PATH, arn + "|AROA0:a"));
            case "sts" -> behind(entity, "federated-user/", Principals.NAME, arn + "|");
            default -> Optional.empty();
        };
    }

    private static Optional<String> behind(String entity, String kind, CharSet set, String identity) {
        boolean fits =
                entity.length() > kind.length() && entity.startsWith(kind) && set.containsAll(entity, kind.length());
        return fits ? Optional.of(identity) : Optional.empty();
    }
}
