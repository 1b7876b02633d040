package io.portcullis.reasoning.judge;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.CharSort;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.ReExpr;
import com.microsoft.z3.RealSort;
import com.microsoft.z3.SeqSort;
import io.portcullis.reasoning.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A request of an outsider as unknowns for Z3, with what is known of how its keys agree. Source: IAM user guide, "AWS global
 * condition context keys", "Unique identifiers"; KMS developer guide, "Condition keys".
 */
final class SmtRequest {

    /** Who asks. */
    enum Kind {
        ROOT(0),
        USER(1),
        ROLE_SESSION(2),
        FEDERATED_USER(3),
        FEDERATED(4),
        CANONICAL(5),
        ANONYMOUS(6);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** A value with a presence: a text, a number or an address. */
    sealed interface Key {}

    record Text(BoolExpr present, Expr<SeqSort<CharSort>> value) implements Key {}

    record Quantity(BoolExpr present, ArithExpr<RealSort> value) implements Key {}

    record Address(BoolExpr present, BoolExpr v6, BitVecExpr v4Bits, BitVecExpr v6Bits) implements Key {}

    /** Elements, of which those that are used come first; none when the key is absent. */
    record Elements(List<Text> all) implements Key {}

    private final Context z3;
    private final Smt smt;
    private final Zone zone;
    private final Map<String, Key> keys = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final List<BoolExpr> facts = new ArrayList<>();

    private final int elements;
    private final IntExpr kind;
    private final IntExpr action;
    private final BoolExpr china;
    private final Expr<SeqSort<CharSort>> account;
    private final Expr<SeqSort<CharSort>> provider;
    private final Expr<SeqSort<CharSort>> entity;
    private final Expr<SeqSort<CharSort>> userId;

    /**
     * An outsider's request. Facts of a key are stated when the key is asked for: Z3 is soon at its wits' end.
     *
     * @param anonymousCallers whether it may be unsigned
     * @param elements how many elements each key of several values may have
     */
    SmtRequest(Smt smt, Zone zone, boolean anonymousCallers, int elements) {
        this.smt = smt;
        this.z3 = smt.z3();
        this.zone = zone;
        this.elements = elements;
        kind = z3.mkIntConst("kind");
        action = z3.mkIntConst("action");
        china = smt.flag("china");
        account = smt.variable("account");
        provider = smt.variable("provider");
        entity = smt.variable("entity");
        userId = smt.variable("userId");
        facts.add(z3.mkAnd(z3.mkGe(kind, z3.mkInt(0)), z3.mkLt(kind, z3.mkInt(Kind.values().length))));
        facts.add(z3.mkImplies(is(Kind.ANONYMOUS), z3.mkBool(anonymousCallers)));
        facts.add(smt.in(account, digits()));
        BoolExpr trusted = smt.or(
                zone.accounts().stream().map(each -> smt.equal(account, each)).toList());
        facts.add(z3.mkNot(z3.mkAnd(isAws(), isIn(zone.partition()), trusted)));
    }

    IntExpr action() {
        return action;
    }

    Expr<SeqSort<CharSort>> account() {
        return account;
    }

    /** The identity provider or canonical user. */
    Expr<SeqSort<CharSort>> provider() {
        return provider;
    }

    /** What the caller's ARN ends in. */
    Expr<SeqSort<CharSort>> entity() {
        once("entity", this::sayEntity);
        return entity;
    }

    Expr<SeqSort<CharSort>> userId() {
        once("userId", this::sayUserId);
        return userId;
    }

    Expr<SeqSort<CharSort>> arn() {
        Expr<SeqSort<CharSort>> partition = z3.mkITE(china, smt.text("arn:aws-cn:"), smt.text("arn:aws:"));
        Expr<SeqSort<CharSort>> service = z3.mkITE(is(Kind.FEDERATED_USER), smt.text("sts::"), smt.text("iam::"));
        return z3.mkConcat(partition, service, account, smt.text(":"), entity());
    }

    private void once(String what, Runnable say) {
        if (said.add(what)) {
            say.run();
        }
    }

    /** A key of the request. */
    Key key(String key) {
        if (!keys.containsKey(key)) {
            say(key);
            agreeOnNames(key);
        }
        return Objects.requireNonNull(keys.get(key), key);
    }

    /** The names of the encryption context are those of its keys. */
    private void agreeOnNames(String said) {
        if (said.startsWith("kms:EncryptionContext")
                && keys.get("kms:EncryptionContext:x") instanceof Text one
                && keys.get("kms:EncryptionContextKeys") instanceof Elements names) {
            List<BoolExpr> named = names.all.stream()
                    .map(name -> z3.mkAnd(name.present, smt.in(name.value, smt.either(smt.just("x"), smt.just("X")))))
                    .toList();
            facts.add(z3.mkEq(one.present, smt.or(named)));
        }
    }

    private void say(String key) {
        switch (key) {
            case "aws:PrincipalArn" -> keys.put(key, new Text(isAws(), arn()));
            case "aws:PrincipalAccount" -> keys.put(key, orOfNobody(account, "anonymous"));
            case "kms:CallerAccount" -> keys.put(key, new Text(isAws(), account));
            case "aws:userid" -> keys.put(key, orOfNobody(userId(), "anonymous"));
            case "aws:username" -> keys.put(key, new Text(is(Kind.USER), userName()));
            case "aws:PrincipalType" -> keys.put(key, orOfNobody(type(), "Anonymous"));
            case "aws:PrincipalOrgID", "aws:PrincipalOrgPaths" ->
                organization("aws:PrincipalOrg", z3.mkNot(is(Kind.ANONYMOUS)), true);
            case "aws:SourceOrgID", "aws:SourceOrgPaths" -> organization("aws:SourceOrg", z3.mkTrue(), true);
            case "aws:ResourceOrgID", "aws:ResourceOrgPaths" -> organization("aws:ResourceOrg", z3.mkTrue(), false);
            case "aws:SourceVpc", "aws:SourceVpce", "aws:SourceIp", "aws:VpcSourceIp" -> network();
            case "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner" -> source();
            case "aws:CurrentTime", "aws:EpochTime" -> clock();
            case "kms:EncryptionContextKeys", "aws:TagKeys" -> set(key);
            default -> other(key);
        }
    }

    private Text orOfNobody(Expr<SeqSort<CharSort>> signed, String nobodys) {
        return new Text(z3.mkOr(isAws(), is(Kind.ANONYMOUS)), z3.mkITE(is(Kind.ANONYMOUS), smt.text(nobodys), signed));
    }

    BoolExpr is(Kind wanted) {
        return z3.mkEq(kind, z3.mkInt(wanted.code));
    }

    /** Whether it is somebody with an account. */
    BoolExpr isAws() {
        return z3.mkLt(kind, z3.mkInt(Kind.FEDERATED.code));
    }

    /** Whether it is somebody of whom the account is not known. */
    BoolExpr isUnplaced() {
        return z3.mkOr(is(Kind.FEDERATED), is(Kind.CANONICAL));
    }

    BoolExpr isIn(String partition) {
        return partition.equals("aws-cn") ? china : z3.mkNot(china);
    }

    List<BoolExpr> facts() {
        return facts;
    }

    private ReExpr<SeqSort<CharSort>> alphanumeric() {
        return smt.either(smt.range('0', '9'), smt.range('a', 'z'), smt.range('A', 'Z'));
    }

    private ReExpr<SeqSort<CharSort>> digits() {
        return smt.times(smt.range('0', '9'), 12);
    }

    private ReExpr<SeqSort<CharSort>> name() {
        return smt.some(smt.either(
                alphanumeric(),
                smt.just("+"),
                smt.just("="),
                smt.just(","),
                smt.just("."),
                smt.just("@"),
                smt.just("_"),
                smt.just("-")));
    }

    private void sayEntity() {
        ReExpr<SeqSort<CharSort>> path = smt.some(smt.range('!', '~'));
        ReExpr<SeqSort<CharSort>> named = smt.sequence(smt.many(smt.range('!', '~')), name());
        given(Kind.ROOT, smt.equal(entity, "root"));
        given(Kind.USER, smt.in(entity, smt.sequence(smt.just("user/"), named)));
        given(Kind.ROLE_SESSION, smt.in(entity, smt.sequence(smt.just("role/"), path)));
        given(Kind.FEDERATED_USER, smt.in(entity, smt.sequence(smt.just("federated-user/"), name())));
    }

    private void sayUserId() {
        ReExpr<SeqSort<CharSort>> id = smt.some(smt.either(smt.range('0', '9'), smt.range('A', 'Z')));
        Expr<SeqSort<CharSort>> last = smt.variable("federated");
        given(Kind.ROOT, z3.mkEq(userId, account));
        given(Kind.USER, smt.in(userId, smt.sequence(smt.just("AIDA"), id)));
        given(Kind.ROLE_SESSION, smt.in(userId, smt.sequence(smt.just("AROA"), id, smt.just(":"), name())));
        given(
                Kind.FEDERATED_USER,
                z3.mkEq(entity(), z3.mkConcat(smt.text("federated-user/"), last)),
                z3.mkEq(userId, z3.mkConcat(account, smt.text(":"), last)));
    }

    private Expr<SeqSort<CharSort>> userName() {
        Expr<SeqSort<CharSort>> last = smt.variable("last");
        Expr<SeqSort<CharSort>> before = smt.variable("before");
        facts.add(smt.in(last, smt.some(smt.anyBut('/'))));
        facts.add(z3.mkOr(
                smt.equal(before, ""), smt.in(before, smt.sequence(smt.many(smt.range('!', '~')), smt.just("/")))));
        given(Kind.USER, z3.mkEq(entity(), z3.mkConcat(smt.text("user/"), before, last)));
        return last;
    }

    private Expr<SeqSort<CharSort>> type() {
        Expr<SeqSort<CharSort>> type =
                z3.mkITE(is(Kind.ROLE_SESSION), smt.text("AssumedRole"), smt.text("FederatedUser"));
        return z3.mkITE(is(Kind.ROOT), smt.text("Account"), z3.mkITE(is(Kind.USER), smt.text("User"), type));
    }

    private void given(Kind which, BoolExpr... then) {
        facts.add(z3.mkImplies(is(which), z3.mkAnd(then)));
    }

    private void organization(String prefix, BoolExpr possible, boolean outside) {
        ReExpr<SeqSort<CharSort>> lower = smt.either(smt.range('0', '9'), smt.range('a', 'z'));
        ReExpr<SeqSort<CharSort>> root = smt.sequence(smt.just("/r-"), smt.some(lower), smt.just("/"));
        ReExpr<SeqSort<CharSort>> unit =
                smt.sequence(smt.just("ou-"), smt.some(smt.either(lower, smt.just("-"), smt.just("/"))), smt.just("/"));
        BoolExpr present = smt.flag(prefix);
        Expr<SeqSort<CharSort>> id = smt.variable(prefix + "ID");
        Expr<SeqSort<CharSort>> rest = smt.variable(prefix + "Rest");
        facts.add(smt.in(id, smt.sequence(smt.just("o-"), smt.some(lower))));
        facts.add(smt.in(rest, smt.either(root, smt.sequence(root, unit))));
        facts.add(z3.mkImplies(present, possible));
        zone.organization().ifPresent(own -> {
            BoolExpr isOwn = smt.equal(id, own);
            facts.add(outside ? z3.mkNot(z3.mkAnd(present, isOwn)) : z3.mkAnd(present, isOwn));
        });
        keys.put(prefix + "ID", new Text(present, id));
        keys.put(prefix + "Paths", new Text(present, z3.mkConcat(id, rest)));
    }

    private void network() {
        BoolExpr inside = smt.flag("inside");
        text("aws:SourceVpc", inside, smt.sequence(smt.just("vpc-"), smt.some(alphanumeric())));
        text("aws:SourceVpce", inside, smt.sequence(smt.just("vpce-"), smt.some(alphanumeric())));
        // What a service sends for somebody may come from neither.
        Address internet = address("aws:SourceIp", z3.mkNot(z3.mkOr(inside, smt.flag("forwarded"))));
        for (String nobodys : List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")) {
            facts.add(z3.mkNot(in(internet, nobodys)));
        }
        address("aws:VpcSourceIp", inside);
    }

    private Text text(String key, BoolExpr present, ReExpr<SeqSort<CharSort>> texts) {
        Text text = new Text(present, smt.variable(key));
        facts.add(smt.in(text.value, texts));
        keys.put(key, text);
        return text;
    }

    private Address address(String key, BoolExpr present) {
        Address address =
                new Address(present, smt.flag(key + "6"), z3.mkBVConst(key + "4", 32), z3.mkBVConst(key + "128", 128));
        facts.add(z3.mkNot(in(address, "0.0.0.0/8")));
        keys.put(key, address);
        return address;
    }

    /** Whether the address is in the range; the two families have nothing in common. */
    BoolExpr in(Address address, String range) {
        String[] parts = range.split("/");
        byte[] octets = InetAddress.ofLiteral(parts[0]).getAddress();
        int width = octets.length * 8;
        int prefix = parts.length == 1 ? width : Integer.parseInt(parts[1]);
        BoolExpr family = width == 32 ? z3.mkNot(address.v6) : address.v6;
        if (prefix == 0) {
            return family;
        }
        BitVecExpr bits = width == 32 ? address.v4Bits : address.v6Bits;
        BitVecExpr wanted = z3.mkBV(new java.math.BigInteger(1, octets).toString(), width);
        return z3.mkAnd(
                family,
                z3.mkEq(
                        z3.mkExtract(width - 1, width - prefix, bits),
                        z3.mkExtract(width - 1, width - prefix, wanted)));
    }

    private void source() {
        ReExpr<SeqSort<CharSort>> field = smt.many(smt.anyBut(':'));
        Expr<SeqSort<CharSort>> before = smt.variable("sourceBefore");
        Expr<SeqSort<CharSort>> owner = smt.variable("sourceField");
        Expr<SeqSort<CharSort>> after = smt.variable("sourceAfter");
        BoolExpr hasArn = smt.flag("aws:SourceArn");
        facts.add(smt.in(
                before,
                smt.sequence(
                        smt.just("arn:aws"),
                        smt.many(smt.either(smt.range('a', 'z'), smt.just("-"))),
                        smt.just(":"),
                        smt.some(smt.anyBut(':')),
                        smt.just(":"),
                        field,
                        smt.just(":"))));
        facts.add(z3.mkOr(smt.equal(owner, ""), smt.in(owner, digits())));
        facts.add(smt.in(after, smt.some(smt.any())));
        facts.add(z3.mkImplies(z3.mkContains(before, smt.text(":sns:")), smt.in(after, smt.some(smt.anyBut(':')))));
        keys.put("aws:SourceArn", new Text(hasArn, z3.mkConcat(before, owner, smt.text(":"), after)));
        BoolExpr hasAccount = smt.flag("hasSourceAccount");
        Text sourceAccount = text("aws:SourceAccount", hasAccount, digits());
        Text sourceOwner = text("aws:SourceOwner", smt.flag("hasSourceOwner"), digits());
        facts.add(z3.mkImplies(
                z3.mkAnd(hasArn, hasAccount, z3.mkNot(smt.equal(owner, ""))), z3.mkEq(owner, sourceAccount.value)));
        for (String trusted : zone.accounts()) {
            facts.add(z3.mkNot(z3.mkAnd(hasArn, smt.equal(owner, trusted))));
            for (Text text : List.of(sourceAccount, sourceOwner)) {
                facts.add(z3.mkNot(z3.mkAnd(text.present, smt.equal(text.value, trusted))));
            }
        }
    }

    private void clock() {
        ArithExpr<RealSort> time = z3.mkRealConst("time");
        facts.add(z3.mkGe(time, z3.mkReal(1_767_225_600L)));
        keys.put("aws:CurrentTime", new Quantity(z3.mkTrue(), time));
        keys.put("aws:EpochTime", new Quantity(z3.mkTrue(), time));
    }

    private void set(String key) {
        List<Text> all = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            Text element = new Text(smt.flag(key + "Has" + i), smt.variable(key + i));
            facts.add(smt.in(element.value, smt.some(smt.any())));
            if (i > 0) {
                facts.add(z3.mkImplies(element.present, all.getLast().present));
            }
            all.add(element);
        }
        keys.put(key, new Elements(all));
    }

    private void other(String key) {
        ReExpr<SeqSort<CharSort>> truth = smt.either(smt.just("true"), smt.just("false"));
        BoolExpr maybe = smt.flag("has" + key);
        switch (key) {
            case "aws:ResourceAccount" -> keys.put(key, new Text(z3.mkTrue(), smt.text("111111111111")));
            case "aws:PrincipalIsAWSService" ->
                keys.put(key, new Text(z3.mkOr(isAws(), isUnplaced()), smt.text("false")));
            case "aws:SecureTransport" -> text(key, z3.mkTrue(), truth);
            case "aws:MultiFactorAuthPresent" -> text(key, maybe, truth);
            case "aws:MultiFactorAuthAge" -> keys.put(key, new Quantity(maybe, z3.mkRealConst("age")));
            case "aws:PrincipalTag/team" ->
                text(key, z3.mkAnd(maybe, z3.mkNot(z3.mkOr(is(Kind.ANONYMOUS), is(Kind.ROOT)))), smt.many(smt.any()));
            case "kms:EncryptionContext:x" -> text(key, maybe, smt.many(smt.any()));
            case "kms:ViaService", "login.example.com:aud" -> text(key, maybe, smt.some(smt.any()));
            default -> throw new IllegalArgumentException(key);
        }
    }
}
