using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Host;

/// <summary>One question of a program: by which key, where it stands, and how it is answered.</summary>
sealed class ApiCall(HttpContext context, ApiKeys keys, Databases databases, Live live, IdentityVault vault, RegisterBook book, IReadOnlyList<FigurePlace> figures, Here here)
{
    string Remote => Http.Remote(context);

    public Here Here => here;
    public RegisterBook Registers => book;
    public IReadOnlyList<FigurePlace> Figures => field ??= [.. ApiKey.FiguresOf(figures)];
    public IQueryCollection Query => context.Request.Query;
    public CancellationToken Stop => context.RequestAborted;

    /// <summary>How the framework makes one for a handler that asks for it.</summary>
    public static ValueTask<ApiCall> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        return new(new ApiCall(context, services.GetRequiredService<ApiKeys>(), services.GetRequiredService<Databases>(), services.GetRequiredService<Live>(), services.GetRequiredService<IdentityVault>(),
            services.GetRequiredService<RegisterBook>(), services.GetRequiredService<IReadOnlyList<FigurePlace>>(), services.GetRequiredService<Here>()));
    }

    public RegisterRows Rows(Db db) => new(db, book, vault);

    public async Task<IResult> AnswerAsync(Func<ApiKey, Task<object>> answer)
    {
        if (live.IsAway) return Problem(503, "数据库暂时连不上，请稍后再问");
        var (key, status, words) = await keys.FindAsync(context);
        if (key is null)
        {
            if (status == 401) context.Response.Headers.WWWAuthenticate = "Bearer";
            else context.Response.Headers.RetryAfter = "1";
            return Problem(status, words);
        }
        try
        {
            var answered = await answer(key);
            await keys.NoteAsync(key, Remote, Stop);
            return Results.Json(answered, Commands.Json);
        }
        catch (ApiRefusedException refused)
        {
            return Problem(refused.Status, refused.Message);
        }
    }

    static IResult Problem(int status, string words) => Results.Json(new ProblemDetails { Status = status, Title = words }, Commands.Json, "application/problem+json; charset=utf-8", status);

    /// <summary>Where the key stands, as if somebody were signed in there with nothing but what it may read. A module that is off there does not exist.</summary>
    public async Task StandAsync(ApiKey key, ModuleManifest module)
    {
        var tree = await live.LocalitiesAsync(Stop);
        var place = tree.AtPath(key.LocalityPath) ?? throw new ApiRefusedException(403, "密钥所在的区划已撤销，请向发放单位换发");
        var state = module == OrgModule.Manifest ? ModuleState.On : (await live.StatesAsync(Stop)).Of(module, place);
        if (state is ModuleState.Off or ModuleState.Retired) throw new ApiRefusedException(404, $"“{module.Name}”在{place.Name}没有开放");
        here.Enter(new SignedIn(key.Id, "api", key.Name, "", 0, [], false, new Dictionary<string, ListChoice>()), place, tree, module, state, new HashSet<string>(), Remote);
    }

    public async Task LookBackAsync(DateOnly day) => here.LookBack(day, await live.LocalitiesOnAsync(day, Stop));

    public (RegisterPlace Place, List<Field> Fields) RegisterOf(ApiKey key, string module, string register)
    {
        var place = ApiKey.Registers(book).FirstOrDefault(place => place.Path == $"{module}/{register}");
        return place is not null && key.FieldsOf(place) is { Count: > 0 } fields ? (place, fields) : throw new ApiRefusedException(404, $"没有“{module}/{register}”这份名册，或不在密钥可读的范围里");
    }

    public int Limit(int usual, int most)
    {
        if (!Query.TryGetValue("limit", out var text)) return usual;
        return int.TryParse(text, out var limit) && limit >= 1 && limit <= most ? limit : throw new ApiRefusedException(400, $"limit 请填 1 至 {most}");
    }

    public Db Open(ApiKey key, ModuleManifest module) => databases.Of(module).OpenForWriting(Scope.Subtree(here.Locality, key.Id), new Actor(key.Id, $"接口：{key.Name}", Remote));

    public Task RecordAsync(Db db, RegisterPlace place, int rows, string asked) => RecordAsync(db, place.Register.Id, place.Register.Title, rows, asked);

    /// <summary>On record before it leaves. A question that nothing answers takes nothing out.</summary>
    public async Task RecordAsync(Db db, string register, string title, int rows, string asked)
    {
        if (rows == 0) return;
        await db.RecordAsync(new(DeedKind.Export, register, Title: title, Changes: [new("数据接口", null, asked == "" ? "全部" : asked), new("行数", null, $"{rows}")]), Stop);
        await db.CommitAsync(Stop);
    }

    public object Item(ListRow row, List<Field> fields) => new { row.Id, place = PlaceOf(row.LocalityPath), values = Values(row, fields) };

    public object? PlaceOf(string path) => here.Localities.AtPath(path) is { } place ? new { place.Code, place.Name } : null;

    public static Dictionary<string, object?> Values(ListRow row, List<Field> fields)
    {
        var values = new Dictionary<string, object?>(fields.Count);
        for (var i = 0; i < fields.Count; i++)
            values[fields[i].Column] = row.Values[i] switch
            {
                string code when fields[i].Kind == FieldKind.Code => new { code, name = fields[i].Codes!.NameOf(code) },
                DateOnly month when fields[i].Kind == FieldKind.Month => $"{month:yyyy-MM}",
                DateOnly day => $"{day:yyyy-MM-dd}",
                var other => other,
            };
        return values;
    }
}
