using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>本单位填报: everything that is asked of the bodies of this place, in the order of its days, received and reported on one page.</summary>
[TakesFiles(64)]
public sealed class WorkMineModel(Db db, FileStore files) : WorkPageModel
{
    public sealed record Line
    {
        public WorkItem Item { get; init; } = null!;
        public bool IsLead { get; init; }
        public bool IsReceived { get; init; }
        public DateOnly? RoundDue { get; init; }
        public bool IsReported { get; init; }
        public string? Urged { get; init; }
        public string? Fault { get; set; }
    }

    sealed record Facts(Guid Id, bool IsLead, bool IsReceived, DateOnly? RoundDue, bool IsReported, string? Urged);

    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public WorkLights Lights { get; private set; } = null!;
    public Func<string, string?> Typed { get; private set; } = _ => null;
    public bool MayAnswer => MayReport;
    public IEnumerable<Line> ToReport => Lines.Where(line => line.IsLead && line.Item.State == "open");

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Typed = name => Request.Form[name].ToString();
        var (done, faults) = (0, 0);
        foreach (var line in ToReport)
        {
            var (percent, content) = (Request.Form[$"p.{line.Item.Id}"].ToString().Trim(), Request.Form[$"c.{line.Item.Id}"].ToString().Trim());
            if (content == "" && (percent == "" || percent == $"{line.Item.Percent}")) continue;
            line.Fault = int.TryParse(percent, out var number) ? await Desk.ReportAsync(Place, new(line.Item.Id, number, content, Request.Form[$"w.{line.Item.Id}"], Request.Form[$"n.{line.Item.Id}"]), Stop) : $"进度“{percent}”不是 0 至 100 的整数";
            if (line.Fault is null && Request.Form.Files.GetFile($"f.{line.Item.Id}") is { Length: > 0 } evidence)
                try
                {
                    await files.SaveAsync(new((await Desk.PartiesAsync(line.Item.Id, Stop)).First(party => party.IsLead).LocalityPath, Kind.ReadPermission, null, Kind.Id, line.Item.Id), evidence, FileRules.Attachment, Stop);
                }
                catch (FileRefusedException refused)
                {
                    line.Fault = refused.Message;
                }
            if (line.Fault is null) done++;
            else faults++;
        }
        if (faults > 0 || done == 0)
        {
            ModelState.AddModelError("", faults > 0 ? $"有 {faults} {Kind.Counter}要改，全部没有保存" : "没有填写进展");
            return this.Unprocessable();
        }
        TempData["Done"] = $"已报告 {done} {Kind.Counter}";
        return Redirect(BoardUrl + "/mine");
    }

    public async Task<IActionResult> OnPostReceiveAsync(Guid? item)
    {
        await LoadAsync();
        var received = await Desk.ReceiveAsync(Place, [.. Lines.Where(line => !line.IsReceived && (item is null || line.Item.Id == item)).Select(line => line.Item.Id)], Stop);
        TempData["Done"] = received == 0 ? $"没有待{Kind.ReceiveWord}的" : $"已{Kind.ReceiveWord} {received} {Kind.Counter}";
        return Redirect(BoardUrl + "/mine");
    }

    async Task LoadAsync()
    {
        Lights = await Desk.LightsAsync(Kind, Here.Locality.Path, Stop);
        var (facts, items) = await db.QueryManyAsync($"""
            select w.item_id as id, bool_or(w.is_lead) as is_lead, bool_and(w.received_on is not null) as is_received, min(x.due_on) as round_due, coalesce(bool_and(x.reported_on is not null), false) as is_reported,
              (select a.words from org.work_act a where a.item_id = w.item_id and a.kind in ('催办', '提醒', '通报', '约谈', '问责', '自动提醒') and not exists (select from org.work_act b where b.item_id = w.item_id and b.kind = '回复' and b.entered_at > a.entered_at) order by a.entered_at desc limit 1) as urged
            from org.work_party w left join org.work_round_item x on x.item_id = w.item_id and x.is_open
            where w.locality_path >= @lo and w.locality_path < @own group by w.item_id;
            select {WorkItem.Columns} from org.party_items(@kind) i where state in ('open', 'applied', 'checked') and not plan_closed and parts = 0 and id in (select w.item_id from org.work_party w where w.locality_path >= @lo and w.locality_path < @own) order by is_key desc, due_on nulls last, rank, id limit 300
            """, new { kind = Kind.Id, lo = Here.Locality.Path, own = Scope.OwnBound(Here.Locality.Path) }, async grid => ((await grid.ReadAsync<Facts>()).ToDictionary(one => one.Id), (IReadOnlyList<WorkItem>)[.. await grid.ReadAsync<WorkItem>()]), Stop);
        Lines = [.. items.Where(item => facts.ContainsKey(item.Id)).Select(item => facts[item.Id] is var fact ? new Line { Item = item, IsLead = fact.IsLead, IsReceived = fact.IsReceived, RoundDue = fact.RoundDue, IsReported = fact.IsReported, Urged = fact.Urged } : null!)];
    }
}
