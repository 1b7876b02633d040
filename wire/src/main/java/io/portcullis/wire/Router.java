package io.portcullis.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells which service, or which plain path, a request is for: by credential scope, then {@code X-Amz-Target}, then
 * {@code Action} and {@code Version}, then the path.
 */
final class Router {

    private final List<Service> services;
    private final Map<String, PathHandler> paths;

    Router(List<Service> services, Map<String, PathHandler> paths) {
        this.services = List.copyOf(services);
        this.paths = Map.copyOf(paths);
    }

    /** Where a request goes. */
    sealed interface Target {}

    /** To a service. */
    record ToService(Service service) implements Target {}

    /** To a path that belongs to no service. */
    record ToPath(PathHandler handler) implements Target {}

    /**
     * Finds where a request goes.
     *
     * @throws ServiceFault naming the services known, if nowhere
     */
    Target route(Request request, Optional<Signature> signature) {
        if (signature.isPresent()) {
            String name = signature.get().service();
            return services.stream()
                    .filter(service -> service.signingName().equals(name))
                    .findFirst()
                    .<Target>map(ToService::new)
                    .orElseThrow(() -> unknown("No service " + Faults.shorten(name) + " here"));
        }
        Optional<Service> service = byTarget(request).or(() -> byAction(request));
        if (service.isPresent()) {
            return new ToService(service.get());
        }
        return byPrefix(request)
                .<Target>map(ToPath::new)
                .or(() -> byPath(request).map(ToService::new))
                .orElseThrow(() -> unknown("The request " + request.method() + " " + Faults.shorten(request.rawPath())
                        + " is unsigned and names no service"));
    }

    private Optional<Service> byTarget(Request request) {
        return request.header(JsonCodec.TARGET)
                .map(target -> services.stream()
                        .filter(service -> service.protocol() instanceof Protocol.Json json
                                && target.startsWith(json.targetPrefix() + "."))
                        .findFirst()
                        .orElseThrow(() -> unknown("No service for the target " + Faults.shorten(target) + " here")));
    }

    private Optional<Service> byAction(Request request) {
        Map<String, List<String>> parameters = request.parameters();
        if (!parameters.containsKey("Action")) {
            return Optional.empty();
        }
        String action = parameters.get("Action").getFirst();
        Optional<String> version =
                Optional.ofNullable(parameters.get("Version")).map(List::getFirst);
        return services.stream()
                .filter(service -> service.protocol() instanceof Protocol.Query query
                        && version.map(query.version()::equals).orElse(true)
                        && service.operations().stream()
                                .anyMatch(operation -> operation.name().equals(action)))
                .findFirst()
                .or(() -> {
                    throw unknown("No service for the action " + Faults.shorten(action) + " here");
                });
    }

    private Optional<PathHandler> byPrefix(Request request) {
        return paths.entrySet().stream()
                .filter(entry -> request.rawPath().startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private Optional<Service> byPath(Request request) {
        return services.stream()
                .filter(service -> service.protocol() instanceof Protocol.RestJson
                        && RestJsonCodec.match(service, request).isPresent())
                .findFirst();
    }

    private ServiceFault unknown(String message) {
        String known = services.stream().map(Service::signingName).sorted().collect(Collectors.joining(", "));
        return new ServiceFault("UnknownService", 404, message + "; the services here: " + known);
    }
}
