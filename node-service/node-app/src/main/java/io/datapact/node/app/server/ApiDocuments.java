package io.datapact.node.app.server;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document, made when it is asked for; there only where the operator wants it. No pages. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocWebMvcConfiguration.class
})
public class ApiDocuments {
    private static final List<Class<?>> TEXTS = List.of(
            AlgorithmId.class,
            Bytes.class,
            Code.class,
            DatasetId.class,
            Digest.class,
            MemberId.class,
            NodeId.class,
            TaskId.class);

    @Bean
    OpenAPI document() {
        SpringDocUtils.getConfig().replaceWithSchema(JsonObject.class, new ObjectSchema());
        SpringDocUtils.getConfig().replaceWithSchema(Json.class, new Schema<>());
        TEXTS.forEach(type -> SpringDocUtils.getConfig().replaceWithSchema(type, new StringSchema()));
        String scheme = "token";
        return new OpenAPI()
                .info(new Info().title("Datapact node").version("1").description("See node-service/README.md"))
                .components(new Components()
                        .addSecuritySchemes(
                                scheme,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("one of the files in the node's folder tokens/")))
                .addSecurityItem(new SecurityRequirement().addList(scheme));
    }
}
