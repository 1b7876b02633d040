package io.portcullis.reasoning.judge;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.CharSort;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.ReExpr;
import com.microsoft.z3.ReSort;
import com.microsoft.z3.SeqSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts and globs for Z3. */
final class Smt {

    private final Context z3;
    private final ReSort<SeqSort<CharSort>> language;

    Smt(Context z3) {
        this.z3 = z3;
        this.language = z3.mkReSort(z3.mkStringSort());
    }

    Context z3() {
        return z3;
    }

    Expr<SeqSort<CharSort>> variable(String name) {
        return z3.mkConst(name, z3.mkStringSort());
    }

    Expr<SeqSort<CharSort>> text(String text) {
        return z3.mkString(text);
    }

    BoolExpr flag(String name) {
        return z3.mkBoolConst(name);
    }

    BoolExpr equal(Expr<SeqSort<CharSort>> value, String text) {
        return z3.mkEq(value, text(text));
    }

    BoolExpr in(Expr<SeqSort<CharSort>> value, ReExpr<SeqSort<CharSort>> texts) {
        return z3.mkInRe(value, texts);
    }

    BoolExpr or(List<BoolExpr> any) {
        return z3.mkOr(any.toArray(BoolExpr[]::new));
    }

    BoolExpr and(List<BoolExpr> all) {
        return z3.mkAnd(all.toArray(BoolExpr[]::new));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final ReExpr<SeqSort<CharSort>> sequence(ReExpr<SeqSort<CharSort>>... parts) {
        return z3.mkConcat(parts);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final ReExpr<SeqSort<CharSort>> either(ReExpr<SeqSort<CharSort>>... parts) {
        return z3.mkUnion(parts);
    }

    ReExpr<SeqSort<CharSort>> just(String text) {
        return z3.mkToRe(text(text));
    }

    ReExpr<SeqSort<CharSort>> range(char low, char high) {
        return z3.mkRange(text(String.valueOf(low)), text(String.valueOf(high)));
    }

    ReExpr<SeqSort<CharSort>> any() {
        return z3.mkAllcharRe(language);
    }

    ReExpr<SeqSort<CharSort>> anyBut(char letter) {
        return z3.mkIntersect(any(), z3.mkComplement(just(String.valueOf(letter))));
    }

    ReExpr<SeqSort<CharSort>> many(ReExpr<SeqSort<CharSort>> set) {
        return z3.mkStar(set);
    }

    ReExpr<SeqSort<CharSort>> some(ReExpr<SeqSort<CharSort>> set) {
        return z3.mkPlus(set);
    }

    ReExpr<SeqSort<CharSort>> times(ReExpr<SeqSort<CharSort>> set, int count) {
        return z3.mkLoop(set, count, count);
    }

    /** A text in any case. */
    ReExpr<SeqSort<CharSort>> ignoringCase(String text) {
        List<ReExpr<SeqSort<CharSort>>> letters = new ArrayList<>(List.of(just("")));
        for (String letter : text.split("")) {
            ReExpr<SeqSort<CharSort>> pair =
                    either(just(letter.toLowerCase(Locale.ROOT)), just(letter.toUpperCase(Locale.ROOT)));
            letters.add(
                    switch (letter.toLowerCase(Locale.ROOT)) {
                        case "i" -> either(pair, either(just("ı"), just("İ")));
                        case "k" -> either(pair, just("\u212a"));
                        case "s" -> either(pair, just("ſ"));
                        default -> pair;
                    });
        }
        return all(letters);
    }

    /**
     * A glob, whose wildcards stand for letters of a set.
     *
     * @param escapes whether {@code ${*}} is a star that is no wildcard
     */
    ReExpr<SeqSort<CharSort>> glob(String pattern, ReExpr<SeqSort<CharSort>> set, boolean escapes) {
        List<ReExpr<SeqSort<CharSort>>> parts = new ArrayList<>(List.of(just("")));
        int i = 0;
        while (i < pattern.length()) {
            if (escapes && pattern.startsWith("${*}", i)) {
                parts.add(just("*"));
                i += 4;
                continue;
            }
            char c = pattern.charAt(i++);
            parts.add(c == '*' ? many(set) : c == '?' ? set : just(String.valueOf(c)));
        }
        return all(parts);
    }

    /** An ARN pattern, segment by segment: a star runs over colons in the sixth alone; missing segments count as stars. */
    ReExpr<SeqSort<CharSort>> arn(String pattern) {
        String[] segments = pattern.split(":", 6);
        if (segments.length < 6 && !pattern.contains("*") && !pattern.contains("?")) {
            return z3.mkComplement(z3.mkFullRe(language));
        }
        List<ReExpr<SeqSort<CharSort>>> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (i > 0) {
                parts.add(just(":"));
            }
            parts.add(glob(i < segments.length ? segments[i] : "*", i < 5 ? anyBut(':') : any(), false));
        }
        return all(parts);
    }

    private ReExpr<SeqSort<CharSort>> all(List<ReExpr<SeqSort<CharSort>>> parts) {
        ReExpr<SeqSort<CharSort>> whole = parts.getFirst();
        for (ReExpr<SeqSort<CharSort>> part : parts.subList(1, parts.size())) {
            whole = sequence(whole, part);
        }
        return whole;
    }
}
