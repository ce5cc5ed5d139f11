using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace OrgWork.Host;

/// <summary>
/// <c>/api/v1</c>: registers and figures for other systems, by key. Invariants:
/// 1. A key reads the place it was given for and below, under the login of the register's module: the same fence as for people.
/// 2. It reads the fields on its list, none of them sensitive, and nobody can ask for, filter by or sort by another.
/// 3. What left is on record: which system, which register, how many rows.
/// </summary>
static class ReadApi
{
    const int Most = 1000, Usual = 200;
    /// <summary>
    /// A change is told by the time its transaction began, and may be seen only later: what is younger than this is told again the next time. Longer than any transaction lasts.
    /// </summary>
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(30);

    public static void Map(WebApplication app)
    {
        void Get(string address, Delegate answer) => app.MapGet(address, answer).WithMetadata(new ByKeyAttribute());
        Get("/api/v1", (ApiCall call) => call.AnswerAsync(async key => ApiDocument.Contents(key, call.Registers, call.Figures)));
        Get("/api/v1/openapi.json", (ApiCall call) => call.AnswerAsync(async key => ApiDocument.OpenApi(key, call.Registers, call.Figures)));
        Get("/api/v1/{module}/figures", (ApiCall call, string module, string? day) => call.AnswerAsync(key => FiguresAsync(call, key, module, null, day)));
        Get("/api/v1/{module}/figures/{figure}", (ApiCall call, string module, string figure, string? day) => call.AnswerAsync(key => FiguresAsync(call, key, module, figure, day)));
        Get("/api/v1/{module}/{register}", (ApiCall call, string module, string register) => call.AnswerAsync(key => ListAsync(call, key, module, register)));
        Get("/api/v1/{module}/{register}/changes", (ApiCall call, string module, string register) => call.AnswerAsync(key => ChangesAsync(call, key, module, register)));
        Get("/api/v1/{module}/{register}/{id:guid}", (ApiCall call, string module, string register, Guid id) => call.AnswerAsync(key => RecordAsync(call, key, module, register, id)));
    }

    static async Task<object> ListAsync(ApiCall call, ApiKey key, string module, string register)
    {
        var (place, fields) = call.RegisterOf(key, module, register);
        await call.StandAsync(key, place.Module);
        var query = call.Query;
        foreach (var name in query.Keys)
            if (name is not ("limit" or "after" or "below") && !fields.Any(field => field.Column == name.Split('.')[0])) throw new ApiRefusedException(400, $"不能按“{name}”查询：{(place.Register.Find(name.Split('.')[0]) is null ? "没有这个栏目" : "它不在密钥可读的栏目里")}");
        var asked = ListRequest.Parse(place.Register, query, Clock.Today);
        if (asked.Faults.Count > 0) throw new ApiRefusedException(400, string.Join("；", asked.Faults));
        if (query.ContainsKey("after") && asked.Cursor is null) throw new ApiRefusedException(400, "after 请原样用上一页给出的 next");
        var limit = call.Limit(Usual, Most);
        await using var db = call.Open(key, place.Module);
        var page = await call.Rows(db).ListAsync(place, asked, fields, limit, call.Stop);
        await call.RecordAsync(db, place, page.Rows.Count, asked.ToQuery());
        return new
        {
            register = place.Path, place = call.PlaceOf(key.LocalityPath),
            items = page.Rows.Select(row => call.Item(row, fields)),
            next = page.Next is { } next ? $"/api/v1/{place.Path}{asked.With(("limit", null))}{(asked.With() == "?" ? "" : "&")}limit={limit}&after={next}" : null,
        };
    }

    static async Task<object> RecordAsync(ApiCall call, ApiKey key, string module, string register, Guid id)
    {
        var (place, fields) = call.RegisterOf(key, module, register);
        await call.StandAsync(key, place.Module);
        await using var db = call.Open(key, place.Module);
        if (await call.Rows(db).ReadManyAsync(place, [id], fields, call.Stop) is not [var row]) throw new ApiRefusedException(404, "没有这条记录，或不在密钥的范围之内");
        await call.RecordAsync(db, place, 1, id.ToString());
        return call.Item(row, fields);
    }

    static async Task<object> ChangesAsync(ApiCall call, ApiKey key, string module, string register)
    {
        var (place, fields) = call.RegisterOf(key, module, register);
        await call.StandAsync(key, place.Module);
        var (at, id) = ChangeCursor.Parse(call.Query["after"].ToString(), call.Query["since"].ToString());
        var (limit, now) = (call.Limit(Usual, Most), DateTime.UtcNow);
        await using var db = call.Open(key, place.Module);
        var rows = await call.Rows(db).ChangedAsync(place, at, id, fields, limit, call.Stop);
        await call.RecordAsync(db, place, rows.Count, $"changes {at:O}");
        var isComplete = rows.Count < limit;
        var last = rows.Count > 0 ? new ChangeCursor(rows[^1].ChangedAt, rows[^1].Row.Id) : new(at, id);
        if (isComplete && last.At > now - Overlap) last = at > now - Overlap ? new(at, id) : new(now - Overlap, Guid.Empty);
        return new
        {
            register = place.Path, place = call.PlaceOf(key.LocalityPath), isComplete,
            items = rows.Select(row => row.IsRemoved
                ? (object)new { row.Row.Id, row.Version, row.ChangedAt, state = "removed" }
                : new { row.Row.Id, row.Version, row.ChangedAt, state = row.HasEnded ? "ended" : "current", place = call.PlaceOf(row.Row.LocalityPath), values = ApiCall.Values(row.Row, fields) }),
            next = $"/api/v1/{place.Path}/changes?limit={limit}&after={last}",
        };
    }

    static async Task<object> FiguresAsync(ApiCall call, ApiKey key, string module, string? id, string? day)
    {
        var place = call.Figures.FirstOrDefault(place => place.Module.Id == module && key.Figures.Contains(module)) ?? throw new ApiRefusedException(404, $"没有“{module}”的指标，或不在密钥可读的范围里");
        await call.StandAsync(key, place.Module);
        if (!AsOf.TryParse(day, Clock.Today, out var on, out var fault)) throw new ApiRefusedException(400, $"day：{fault}");
        if (on is { } past) await call.LookBackAsync(past);
        await using var db = call.Open(key, place.Module);
        var reader = new FigureReader(db, call.Here);
        if (id is not null)
        {
            var figure = place.Set.Figures.FirstOrDefault(figure => figure.Id == id) ?? throw new ApiRefusedException(404, $"没有“{id}”这个指标");
            var byPlace = await reader.ByPlaceAsync(figure, call.Stop);
            await call.RecordAsync(db, "figures", place.Module.Name + "指标", byPlace.Count, id);
            return new { figure = ApiDocument.Describe(figure), day = call.Here.Day, places = byPlace.Select(row => new { code = row.Row.LocalityId is { } locality ? call.Here.Localities.Find(locality)?.Code : null, name = row.Row.Label, row.Value.Value, row.Value.Count, outOf = figure.OutOf is null ? (long?)null : row.Value.OutOf }) };
        }
        var values = await reader.ValuesAsync(place.Set.Figures, call.Stop);
        await call.RecordAsync(db, "figures", place.Module.Name + "指标", values.Count, "");
        return new { module, place = call.PlaceOf(key.LocalityPath), day = call.Here.Day, figures = place.Set.Figures.Select(figure => new { figure.Id, figure.Title, figure.Unit, values[figure].Value, values[figure].Count, outOf = figure.OutOf is null ? (long?)null : values[figure].OutOf }) };
    }
}

/// <summary>How far the changes have been told: everything up to this moment and this row.</summary>
readonly record struct ChangeCursor(DateTime At, Guid Id)
{
    public static ChangeCursor Parse(string after, string since)
    {
        if (after.Split('.') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < 253402300800000000 && Guid.TryParseExact(id, "N", out var row))
            return new(DateTime.UnixEpoch.AddMicroseconds(microseconds), row);
        if (after != "") throw new ApiRefusedException(400, "after 请原样用上一次给出的 next");
        if (since == "") return new(DateTime.UnixEpoch, Guid.Empty);
        return DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? new(moment.UtcDateTime, Guid.Empty) : throw new ApiRefusedException(400, "since 请写作 2026-11-01T00:00:00Z");
    }

    /// <summary>To the microsecond, as the database keeps it.</summary>
    public override string ToString() => $"{(At - DateTime.UnixEpoch).Ticks / 10}.{Id:N}";
}

/// <summary>What a program asked for is not given, and why.</summary>
sealed class ApiRefusedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
