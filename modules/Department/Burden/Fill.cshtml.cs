using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Burden;

/// <summary>One answer to one call: what the platform knows stands there already.</summary>
[Needs(DataCalls.Read, Write = DataCalls.Answer)]
public sealed class FillModel(Db db, Here here) : PageModel
{
    public sealed record Datum(Guid Id, string Name, string Source)
    {
        public string? Known { get; set; }
        public string? Typed { get; set; }
        public string? Fault { get; set; }
    }

    public Here Here => here;
    public DataCalls.Call Call { get; private set; } = null!;
    public DateOnly Due { get; private set; }
    public IReadOnlyList<Datum> Data { get; private set; } = [];
    /// <summary>Somebody above reports instead of the place that should have; why is kept with the report.</summary>
    public string? ProxyFor { get; private set; }
    public string? Place { get; private set; }
    public string? ProxyFault { get; private set; }
    public string? Proxy { get; private set; }
    string path = "";

    public async Task<IActionResult> OnGetAsync(Guid id, DateOnly due, string? place, CancellationToken stop) => await LoadAsync(id, due, place, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, DateOnly due, string? place, string? proxy, CancellationToken stop)
    {
        if (!await LoadAsync(id, due, place, stop)) return NotFound();
        Proxy = proxy?.Trim();
        if (ProxyFor is not null && string.IsNullOrEmpty(Proxy)) ProxyFault = "请写为什么代报";
        foreach (var datum in Data.Where(datum => datum.Known is null))
        {
            datum.Typed = Request.Form[$"v.{datum.Id}"].ToString().Trim();
            if (datum.Typed == "") datum.Fault = $"请填写{datum.Name}，没有的填“无”";
            else if (datum.Typed.Length > 500) datum.Fault = "500 字以内";
        }
        if (Data.Any(datum => datum.Fault is not null) || ProxyFault is not null)
        {
            Response.StatusCode = 422;
            return Page();
        }
        var args = new { reply = Guid.CreateVersion7(), path, id, due, Call.Title, proxy = ProxyFor is null ? null : Proxy, today = Clock.Today, name = here.User.Name, fields = Data.Count, prefilled = Data.Count(datum => datum.Known is not null), by = db.Actor.Id };
        if (await db.ExecuteAsync("insert into data_reply (id, locality_path, title, data_call_id, due_on, replied_on, replied_by_name, proxy_words, fields, prefilled, created_by, changed_by) values (@reply, @path, @Title, @id, @due, @today, @name, @proxy, @fields, @prefilled, @by, @by) on conflict do nothing", args, stop) == 1)
        {
            foreach (var (datum, n) in Data.Select((datum, n) => (datum, n)))
                await db.ExecuteAsync("insert into data_reply_value (locality_path, data_reply_id, rank_order, datum, value, is_prefilled, created_by, changed_by) values (@path, @reply, @n, @Name, @value, @known, @by, @by)", new { args.path, args.reply, n, datum.Name, value = datum.Known ?? datum.Typed, known = datum.Known is not null, args.by }, stop);
            await db.RecordAsync(new(DeedKind.Create, "data-replies", args.reply, args.path, Call.Title, [new("报送", null, $"{Dates.Format(due)} 期，{Data.Count} 项，系统带出 {args.prefilled}")]), stop);
        }
        TempData["Done"] = "已报送";
        return Redirect(here.Url(ProxyFor is null ? "department/burden" : $"department/burden/sheet/{id}?due={due:yyyy-MM-dd}"));
    }

    async Task<bool> LoadAsync(Guid id, DateOnly due, string? place, CancellationToken stop)
    {
        var kind = (short)here.Locality.Kind;
        path = here.Locality.Path;
        Place = place;
        if (place is not null && place != here.Locality.Code)
        {
            // Instead of a place below, by whoever asks.
            if (!here.MayWrite(DataCalls.Edit)) return false;
            (path, kind, ProxyFor) = await db.FirstAsync<(string, short, string?)>("select path, kind, name from org.locality where code = @place and starts_with(path, @own)", new { place, own = here.Locality.Path }, stop);
            if (path is null) return false;
        }
        var level = kind.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if ((await DataCalls.OfLevelAsync(db, level, stop, path)).FirstOrDefault(call => call.Id == id) is not { } call || !call.Owed(Clock.Today).Contains(due)) return false;
        (Call, Due) = (call, due);
        Data = await db.QueryAsync<Datum>("select id, datum as name, source from data_call_field where data_call_id = @id and removed_at is null order by rank_order, id", new { id }, stop);
        var known = Data.Any(datum => datum.Source != "0") ? await db.FirstAsync<(long Members, long Cadres, long Talents, long Employers, long Tasks)>("select (select count(*) from grassroots_member where locality_path >= @lo and locality_path < @hi), (select count(*) from cadres_cadre where removed_at is null and locality_path >= @lo and locality_path < @hi), (select count(*) from talent_talent where removed_at is null and locality_path >= @lo and locality_path < @hi), (select count(*) from talent_employer where removed_at is null and locality_path >= @lo and locality_path < @hi), (select count(*) from org.work_party w join org.work_item i on i.id = w.item_id where w.is_lead and i.state = 'open' and i.parts = 0 and w.locality_path >= @lo and w.locality_path < @own)", new { lo = path, hi = Scope.UpperBound(path), own = Scope.OwnBound(path) }, stop) : default;
        foreach (var datum in Data)
            datum.Known = (datum.Source switch { "1" => known.Members, "2" => known.Cadres, "3" => known.Talents, "4" => known.Employers, "5" => known.Tasks, _ => (long?)null })?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return true;
    }
}
