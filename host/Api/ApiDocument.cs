using System.Text.Json.Nodes;

namespace OrgWork.Host;

/// <summary>What a key may ask, in words for people and as an OpenAPI description for programs. Made from the registers themselves, so it is never behind.</summary>
static class ApiDocument
{
    public static object Contents(ApiKey key, RegisterBook book, IReadOnlyList<FigurePlace> figures) => new
    {
        key.Name, key.ExpiresOn,
        registers = ApiKey.Registers(book).Select(place => (Place: place, Fields: key.FieldsOf(place))).Where(one => one.Fields.Count > 0).Select(one => new
        {
            register = one.Place.Path, one.Place.Register.Title, list = $"/api/v1/{one.Place.Path}", changes = $"/api/v1/{one.Place.Path}/changes",
            fields = one.Fields.Select(field => new { name = field.Column, field.Label, kind = KindOf(field), codes = field.Codes?.Codes.ToDictionary(code => code.Value, code => code.Name) }),
        }),
        figures = figures.Where(place => key.Figures.Contains(place.Module.Id)).Select(place => new { module = place.Module.Id, place.Module.Name, list = $"/api/v1/{place.Module.Id}/figures", figures = place.Set.Figures.Select(Describe) }),
    };

    public static object Describe(Figure figure) => new { figure.Id, figure.Title, figure.Group, figure.Unit, figure.Period, figure.Formula, figure.Source };

    static string KindOf(Field field) => field.Kind switch
    {
        FieldKind.Number => "number", FieldKind.Flag => "flag", FieldKind.Date => "date", FieldKind.Month => "month", FieldKind.Code => "code", _ => "text",
    };

    public static object OpenApi(ApiKey key, RegisterBook book, IReadOnlyList<FigurePlace> figures)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject { ["place"] = Text("区划", new() { ["code"] = new JsonObject { ["type"] = "string" }, ["name"] = new JsonObject { ["type"] = "string" } }) });
        foreach (var (place, fields) in ApiKey.Registers(book).Select(place => (place, key.FieldsOf(place))))
        {
            if (fields.Count == 0) continue;
            var (name, title) = (place.Path.Replace('/', '_').Replace('-', '_'), place.Register.Title);
            var values = new JsonObject();
            foreach (var field in fields) values[field.Column] = SchemaOf(field);
            schemas[name] = Text(place.Register.Noun, new() { ["id"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" }, ["place"] = Ref("place"), ["values"] = new JsonObject { ["type"] = "object", ["properties"] = values } });
            paths[$"/api/v1/{place.Path}"] = Get($"{name}_list", title, Items(name, ("next", new JsonObject { ["type"] = "string", ["nullable"] = true, ["description"] = "下一页的地址；没有了为空" })),
                [Asked("limit", "integer", "每页行数，1 至 1000"), Asked("after", "string", "上一页 next 里的 after"), Asked("below", "string", "0 为只要本级"), .. fields.SelectMany(Filters)]);
            paths[$"/api/v1/{place.Path}/changes"] = Get($"{name}_changes", $"{title}：变更。同一条可能再次给出，按 id 和 version 取新", Items(name, ("next", new JsonObject { ["type"] = "string", ["description"] = "下一次用的地址，请保存" }), ("isComplete", new JsonObject { ["type"] = "boolean", ["description"] = "到此为止没有更多" })),
                [Asked("limit", "integer", "1 至 1000"), Asked("since", "string", "头一次：自何时起，如 2026-11-01T00:00:00Z"), Asked("after", "string", "上一次 next 里的 after")]);
            paths[$"/api/v1/{place.Path}/{{id}}"] = Get($"{name}_one", $"一{place.Register.Counter}{place.Register.Noun}", Ref(name), [new JsonObject { ["name"] = "id", ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" } }]);
        }
        foreach (var place in figures.Where(place => key.Figures.Contains(place.Module.Id)))
        {
            paths[$"/api/v1/{place.Module.Id}/figures"] = Get($"{place.Module.Id}_figures", place.Module.Name + "的全部指标", new JsonObject { ["type"] = "object" }, [Asked("day", "string", "截止日期，如 2025-12-31")]);
            paths[$"/api/v1/{place.Module.Id}/figures/{{figure}}"] = Get($"{place.Module.Id}_figure", place.Module.Name + "的一个指标，逐地", new JsonObject { ["type"] = "object" },
                [new JsonObject { ["name"] = "figure", ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. place.Set.Figures.Select(figure => (JsonNode)figure.Id)]) } }, Asked("day", "string", "截止日期")]);
        }
        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "组织工作平台　数据接口", ["version"] = "1", ["description"] = "只读。敏感项不经接口给出。每次取数都记入操作记录。" },
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas, ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } } },
        };
    }

    static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    static JsonObject Text(string title, JsonObject properties) => new() { ["type"] = "object", ["title"] = title, ["properties"] = properties };

    static JsonObject Items(string name, params ReadOnlySpan<(string Name, JsonObject Schema)> more)
    {
        var properties = new JsonObject { ["register"] = new JsonObject { ["type"] = "string" }, ["place"] = Ref("place"), ["items"] = new JsonObject { ["type"] = "array", ["items"] = Ref(name) } };
        foreach (var (key, schema) in more) properties[key] = schema;
        return new() { ["type"] = "object", ["properties"] = properties };
    }

    static JsonObject Asked(string name, string type, string words) => new() { ["name"] = name, ["in"] = "query", ["description"] = words, ["schema"] = new JsonObject { ["type"] = type } };

    static IEnumerable<JsonNode> Filters(Field field) => field.Kind switch
    {
        FieldKind.Number or FieldKind.Date or FieldKind.Month => [Asked(field.Column + ".from", "string", field.Label + "自"), Asked(field.Column + ".to", "string", field.Label + "至")],
        FieldKind.Code => [Asked(field.Column, "string", field.Label + "的代码，几个以逗号分开")],
        FieldKind.Flag => [Asked(field.Column, "string", field.Label + "：1 或 0")],
        FieldKind.Text or FieldKind.Name => [Asked(field.Column, "string", field.Label + "，全等")],
        _ => [],
    };

    static JsonObject Get(string id, string title, JsonObject schema, JsonArray parameters) => new()
    {
        ["get"] = new JsonObject
        {
            ["operationId"] = id, ["summary"] = title, ["parameters"] = parameters,
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "好", ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } } }, ["401"] = Said("没有密钥，或不对"), ["404"] = Said("没有，或不在可读的范围里"), ["429"] = Said("问得太密") },
        },
    };

    static JsonObject Said(string words) => new() { ["description"] = words };

    static JsonObject SchemaOf(Field field)
    {
        var schema = field.Kind switch
        {
            FieldKind.Number => new JsonObject { ["type"] = field.Decimals > 0 ? "number" : "integer" },
            FieldKind.Flag => new JsonObject { ["type"] = "boolean" },
            FieldKind.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
            FieldKind.Month => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}$" },
            FieldKind.Code => new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["code"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. field.Codes!.Codes.Select(code => (JsonNode)code.Value)]) }, ["name"] = new JsonObject { ["type"] = "string" } } },
            _ => new JsonObject { ["type"] = "string" },
        };
        schema["title"] = field.Label;
        schema["nullable"] = !field.IsRequired;
        return schema;
    }
}
