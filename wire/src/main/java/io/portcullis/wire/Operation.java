package io.portcullis.wire;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of a service: a typed function from request to response, and where it is found.
 *
 * @param <I> the SDK's request class
 * @param <O> the SDK's response class
 * @param name the operation's name, such as {@code PutKeyPolicy}
 * @param binding where a REST protocol finds it; {@link Binding#NONE} for the others
 * @param request makes an empty builder of the request, such as {@code PutKeyPolicyRequest::builder}; the builder is an
 *     {@link SdkPojo} and a {@code software.amazon.awssdk.utils.builder.Buildable}
 * @param handler answers, or throws {@link ServiceFault}; called on a virtual thread, many at once
 * @param takesUnsigned whether unsigned requests are taken even where signatures are checked, as SNS does for
 *     {@code ConfirmSubscription}
 */
public record Operation<I extends SdkPojo, O extends SdkPojo>(
        String name,
        Binding binding,
        Supplier<? extends SdkPojo> request,
        BiFunction<Caller, I, O> handler,
        boolean takesUnsigned) {

    /**
     * The HTTP method and path of a REST operation.
     *
     * @param method the method, upper case; empty for none
     * @param path the path with parameters in braces, such as {@code /analyzer/{analyzerName}}
     */
    public record Binding(String method, String path) {
        /** For protocols that name the operation in the request itself. */
        public static final Binding NONE = new Binding("", "");
    }

    /** An operation of a JSON or query protocol. */
    public static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> named(
            String name, Supplier<? extends SdkPojo> request, BiFunction<Caller, I, O> handler) {
        return new Operation<>(name, Binding.NONE, request, handler, false);
    }

    /** An operation of a REST protocol. */
    public static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> rest(
            String name,
            String method,
            String path,
            Supplier<? extends SdkPojo> request,
            BiFunction<Caller, I, O> handler) {
        return new Operation<>(name, new Binding(method, path), request, handler, false);
    }

    /** The same operation, which also takes unsigned requests where signatures are checked. */
    public Operation<I, O> unsigned() {
        return new Operation<>(name, binding, request, handler, true);
    }
}
