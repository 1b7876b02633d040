package io.portcullis.analyzer;

import io.portcullis.policy.Template;
import io.portcullis.reasoning.Resources;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the ARNs of a type are written, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:PREFIXID}. In the ARN of a resource that is
 * not known whole a {@code *} stands for the Region, the account, or for all after the prefix.
 *
 * <p>Immutable.
 */
final class ArnForm implements Resources {

    private static final CharSet REGION = CharSet.ALPHANUMERIC.or(CharSet.of('-'));
    private static final CharSet LETTER = CharSet.range('a', 'z');
    private static final CharSet FIELD = CharSet.of(':').complement();
    private static final CharSet PARTITION = LETTER.or(CharSet.of('-'));

    /** Accounts to show, as AWS's own documents do. */
    private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");

    /** Regions to show of each partition. Source: AWS general reference, "AWS service endpoints". */
    private static final Map<String, List<String>> REGIONS = Map.of(
            "aws", List.of("us-east-1", "eu-west-1"),
            "aws-cn", List.of("cn-north-1", "cn-northwest-1"),
            "aws-us-gov", List.of("us-gov-west-1", "us-gov-east-1"),
            "aws-eusc", List.of("eusc-de-east-1"),
            "aws-iso", List.of("us-iso-east-1", "us-iso-west-1"),
            "aws-iso-b", List.of("us-isob-east-1"),
            "aws-iso-e", List.of("eu-isoe-west-1"),
            "aws-iso-f", List.of("us-isof-south-1"));

    private final String service;
    private final Scope scope;
    private final String prefix;
    private final Name name;
    private final Optional<Part> part;
    private final CharSet ids;

    /**
     * A form.
     *
     * @param service the third field
     * @param scope which fields it has
     * @param prefix what the sixth field begins with, such as {@code key/}; may be empty
     * @param name the rest
     * @param part what of such a resource has an ARN of its own
     */
    ArnForm(String service, Scope scope, String prefix, Name name, Optional<Part> part) {
        this.service = service;
        this.scope = scope;
        this.prefix = prefix;
        this.name = name;
        this.part = part;
        this.ids = CharSet.ALPHANUMERIC.or(CharSet.anyOf(name.signs()));
    }

    /** Which fields an ARN has. */
    enum Scope {
        /** A Region and an account. */
        REGION,
        /** An account and no Region. */
        ACCOUNT,
        /** Neither. */
        GLOBAL
    }

    /**
     * What stands after the prefix.
     *
     * @param written what it is called where the form is shown
     * @param signs the characters in it besides letters and digits
     * @param ending what every such name ends in
     * @param example one to show where none is known
     */
    record Name(String written, String signs, Glob ending, String example) {
        /** One that may end in anything. */
        Name(String written, String signs, String example) {
            this(written, signs, Glob.EMPTY, example);
        }
    }

    /**
     * Part of a resource.
     *
     * @param name what such a part is called, where actions are asked of it alone
     * @param separator what stands between the resource's ARN and the rest
     * @param chars the characters of the rest
     */
    record Part(String name, String separator, CharSet chars) {}

    /** The fields of one ARN. */
    record Fields(String partition, String region, String account, String id) {}

    String service() {
        return service;
    }

    Scope scope() {
        return scope;
    }

    String example() {
        return name.example();
    }

    Optional<Part> part() {
        return part;
    }

    /** The fields of an ARN of this form, or of one of its parts. */
    Optional<Fields> parse(String arn) {
        String[] fields = arn.split(":", 6);
        boolean fits = fields.length == 6
                && fields[0].equals("arn")
                && fields[1].startsWith("aws")
                && isOf(PARTITION, fields[1])
                && fields[2].equals(service)
                && (scope == Scope.REGION ? isOf(REGION, fields[3]) : fields[3].isEmpty())
                && (scope == Scope.GLOBAL ? fields[4].isEmpty() : isAccount(fields[4]))
                && fields[5].startsWith(prefix);
        return fits
                ? id(fields[5].substring(prefix.length()))
                        .map(rest -> new Fields(fields[1], fields[3], fields[4], rest))
                : Optional.empty();
    }

    /** Whether a pattern may match an ARN of this form, segment by segment; one with a variable before the sixth may. */
    boolean mayMatch(String pattern) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] fields = pattern.split(":", 6);
        int variable = pattern.indexOf("${");
        if (fields.length < 6 || (variable >= 0 && variable < pattern.length() - fields[5].length())) {
            return variable >= 0 || pattern.indexOf('*') >= 0;
        }
        Template id = Template.parse(fields[5], true, true);
        String beginning = !id.parts().isEmpty() && id.parts().getFirst() instanceof Template.Literal literal
                ? literal.text()
                : "";
        return matches(fields[2], service)
                && (scope == Scope.REGION ? !fields[3].isEmpty() : matches(fields[3], ""))
                && (scope == Scope.GLOBAL ? matches(fields[4], "") : !fields[4].isEmpty())
                && (beginning.startsWith(prefix) || prefix.startsWith(beginning));
    }

    /** The same of the ARNs in one account. */
    boolean mayMatch(String pattern, String account) {
        String[] fields = pattern.split(":", 6);
        return mayMatch(pattern) && (fields.length < 6 || fields[4].contains("${") || matches(fields[4], account));
    }

    /** The account that a pattern names, whatever else it leaves open, if it may match an ARN of this form. */
    Optional<String> accountIn(String pattern) {
        String[] fields = pattern.split(":", 6);
        return fields.length == 6 && isAccount(fields[4]) && mayMatch(pattern)
                ? Optional.of(fields[4])
                : Optional.empty();
    }

    private static boolean isAccount(String field) {
        return field.length() == 12 && isOf(CharSet.DIGIT, field);
    }

    private static boolean matches(String pattern, String text) {
        return Template.parse(pattern, true, false).matches(text);
    }

    /** The resource's own id, where the rest of an ARN is that or the id of a part after it. */
    private Optional<String> id(String rest) {
        int end = part.isPresent() ? rest.indexOf(part.get().separator()) : -1;
        String own = end < 0 ? rest : rest.substring(0, end);
        boolean ends = end >= 0 && rest.length() == end + part.get().separator().length();
        return isOf(ids, own) && !ends ? Optional.of(own) : Optional.empty();
    }

    private static boolean isOf(CharSet set, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!set.contains(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The ARN with these fields; a {@code *} is what is not known. */
    String arn(Fields fields) {
        return "arn:" + fields.partition() + ":" + service + ":" + (scope == Scope.REGION ? fields.region() : "") + ":"
                + (scope == Scope.GLOBAL ? "" : fields.account()) + ":" + prefix + fields.id();
    }

    /** How people are told to write one. */
    String written() {
        return arn(new Fields("aws", "REGION", "ACCOUNT", name.written()));
    }

    private static List<String> regions(String partition) {
        return REGIONS.getOrDefault(partition, List.of("us-east-1"));
    }

    /** An ARN to show: where fields are not known, with fields that look like those of ARNs do. */
    String exampleOf(String arn) {
        String[] fields = arn.split(":", 6);
        fields[3] = fields[3].equals("*") ? regions(fields[1]).getFirst() : fields[3];
        String shown = String.join(":", fields);
        return shown.endsWith("*") ? shown.substring(0, shown.length() - 1) + name.example() : shown;
    }

    @Override
    public Universe in(String partition) {
        return Universe.of(wholesIn(partition).or(partsIn(partition)));
    }

    private Language wholesIn(String partition) {
        return wholes(arn(new Fields(partition, "*", "*", "*"))).then(name.ending());
    }

    private Language partsIn(String partition) {
        return part.map(of -> partsOf(wholesIn(partition), of)).orElse(Language.NONE);
    }

    /** All that is written like an ARN of the form in a partition, whatever its name; what is written like a part is not. */
    Language likeWholes(String partition) {
        String[] fields = arn(new Fields(partition, "*", "*", "")).split(":", 6);
        CharSet own = part.map(of -> CharSet.of(of.separator().charAt(0)).complement())
                .orElse(CharSet.ANY);
        Glob glob = Glob.literal("arn:" + partition + ":" + service + ":");
        glob = fields[3].isEmpty() ? glob : glob.many(FIELD);
        glob = glob.then(":");
        glob = fields[4].isEmpty() ? glob : glob.many(FIELD);
        return Language.of(glob.then(":" + fields[5]).many(own));
    }

    /** All that is written like a part of such a resource. */
    Language likeParts(String partition) {
        return part.map(of ->
                        likeWholes(partition).then(Glob.literal(of.separator()).many(CharSet.ANY)))
                .orElse(Language.NONE);
    }

    /** With and without a part; of one name, Region and account and of others. */
    @Override
    public List<String> examples(String partition, String asked) {
        List<String> wholes = regions(partition).stream()
                .flatMap(region -> ACCOUNTS.stream()
                        .flatMap(account -> Stream.of(name.example(), "example-" + name.example())
                                .map(id -> arn(new Fields(partition, region, account, id)))))
                .toList();
        Stream<String> parts =
                part.stream().flatMap(of -> wholes.stream().map(whole -> whole + of.separator() + "example"));
        return Stream.concat(wholes.stream(), parts).distinct().toList();
    }

    /** The ARNs that a resource of this ARN may have; its parts are not among them. */
    Texts whole(String arn) {
        return isKnown(arn) ? new Texts.One(arn) : wholes(arn);
    }

    /** The ARNs of the parts of a resource of this ARN; of all that could be one, those of the {@link #universe} are. */
    Texts parts(String arn) {
        if (part.isEmpty()) {
            return Texts.NONE;
        }
        Part of = part.get();
        return isKnown(arn) && of.chars().equals(CharSet.ANY)
                ? new Texts.Starting(arn + of.separator())
                : parts(arn, of);
    }

    /** All ARNs that requests may name, if they name a resource of this ARN or a part of it. */
    Universe universe(String arn) {
        if (part.isEmpty() && isKnown(arn)) {
            return new Universe.Listed(List.of(arn));
        }
        Language whole = wholes(arn);
        if (part.isEmpty()) {
            Optional<String> shown = Optional.of(exampleOf(arn));
            return new Universe.Shaped(whole, named -> shown.filter(other -> !named.contains(other)));
        }
        Language all = whole.or(parts(arn, part.get()));
        return parts(arn) instanceof Texts.Starting
                ? new Parts(all, new Universe.Plain(whole.or(parts(arn).language())))
                : Universe.of(all);
    }

    /**
     * A resource and its parts.
     *
     * @param language the ARNs
     * @param simpler the same, and one that no part has: the part without a name
     */
    private record Parts(Language language, Universe simpler) implements Universe {
        @Override
        public boolean has(String arn) {
            return language.has(arn);
        }

        @Override
        public Optional<List<String>> samples(List<Texts> tests) {
            return simpler.samples(tests)
                    .map(samples -> samples.stream().filter(this::has).toList());
        }
    }

    private static boolean isKnown(String arn) {
        return arn.indexOf('*') < 0;
    }

    private Language parts(String arn, Part of) {
        return partsOf(wholes(arn), of);
    }

    private static Language partsOf(Language wholes, Part of) {
        return wholes.then(Glob.literal(of.separator()).some(of.chars()));
    }

    private Language wholes(String arn) {
        String[] fields = arn.split(":", 6);
        Glob glob = Glob.EMPTY;
        for (int i = 0; i < fields.length; i++) {
            glob = i == 0 ? glob : glob.then(":");
            int star = fields[i].indexOf('*');
            if (star < 0) {
                glob = glob.then(fields[i]);
            } else if (i == 4) {
                glob = glob.times(CharSet.DIGIT, 12);
            } else if (i < 5) {
                glob = glob.some(LETTER).then("-").some(PARTITION).then("-").some(CharSet.DIGIT);
            } else {
                glob = glob.then(fields[i].substring(0, star)).some(ids);
            }
        }
        return Language.of(glob);
    }
}
