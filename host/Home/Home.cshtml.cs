using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>工作台: where the day begins. What wants a person, with its number; the registers; one's own conditions and traces.</summary>
[SignedInOnly]
sealed class HomePage(Db db, Databases databases, IdentityVault identities, Here here, Live live, RunningModules modules, RegisterBook registers, ProcedureBook procedures, WorkBook work, PollBook polls, IReadOnlyList<FigurePlace> figures) : PageModel
{
    const int LightCap = 1000, TodoLength = 10, ReturnedLength = 5;
    /// <summary>So many doors are seen at a glance; more are folded by line of work, as in the menus.</summary>
    public const int DoorsAtOnce = 24;
    /// <summary>So many local programmes stand each on its own line; more are folded together.</summary>
    public const int ProgrammesAtOnce = 3;

    public sealed record OwnDeed(DateTime At, string Deed, string? Title, string Module, string? Register, Guid? RowId, string Place);

    public sealed record Line(ModuleManifest Module, ModuleState State, IReadOnlyList<Entry> Entries);

    /// <param name="Register">what a menu entry opens, where that is a register</param>
    public sealed record Entry(string Name, string Url, RegisterPlace? Register);

    public sealed record Waiting(ModuleManifest Module, string Kind, string Name, string Url, string Register, string Count, string Counter);

    /// <summary>One thing that waits for whoever stands here.</summary>
    public sealed record Todo(string What, string Url, string About, string From, DateOnly? Since, DateOnly? DueOn, (string Kind, string Words) Light);

    /// <param name="By">who sent it back, and why</param>
    public sealed record Returned(string What, string Url, string About, string Reason, string By, DateTime At);

    public sealed record Number(Figure Figure, FigureValue Value, string Url);

    public sealed record OwnCondition(string Name, string Url, string Register);

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<OwnDeed> Deeds { get; private set; } = [];
    public IReadOnlyList<OwnCondition> Conditions { get; private set; } = [];
    /// <summary>None before they are counted.</summary>
    public IReadOnlyList<Waiting>? Lights { get; private set; }
    public IReadOnlyList<Todo> Todos { get; private set; } = [];
    public bool HasMoreTodos { get; private set; }
    public IReadOnlyList<Returned> Back { get; private set; } = [];
    /// <summary>None before they are reckoned.</summary>
    public IReadOnlyList<Number>? Numbers { get; private set; }
    public bool HasFigures => FiguresHere.Any();
    public bool HasLights => Registers.Any(place => place.Register.Conditions.Any(condition => condition.Light is not null)) || Lines.Where(IsOpen).Any(line => ProceduresOf(line.Module).Any() || WorkOf(line.Module).Any());

    IEnumerable<RegisterPlace> Registers => Lines.Where(IsOpen).SelectMany(line => line.Entries).Select(entry => entry.Register).OfType<RegisterPlace>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        await FindLinesAsync(stop);
        Conditions = [.. Registers.SelectMany(place => Here.User.ListChoiceOf(place.Path).Conditions.Select(saved => new OwnCondition(saved.Name, $"{Here.Url(place.Path)}?{saved.Query}", place.Register.Title)))];
        await FindTodosAsync(stop);
        Deeds = await db.QueryAsync<OwnDeed>("""
            select at, deed, title, module, register, row_id, locality_path as place from audit.entry
            where actor = org.actor() and deed <> all (@gates) order by id desc limit 8
            """, new { gates = new[] { DeedKind.SignIn, DeedKind.SignOut, DeedKind.SignInRefused } }, stop);
    }

    /// <summary>The numbers, fetched after the page itself: counting is the slower half.</summary>
    public async Task<IActionResult> OnGetNumbersAsync(CancellationToken stop)
    {
        await FindLinesAsync(stop);
        var counted = await Task.WhenAll(Lines.Where(IsOpen).Select(line => CountAsync(line.Module, [.. line.Entries.Select(entry => entry.Register).OfType<RegisterPlace>()], stop)));
        Lights = [.. counted.SelectMany(one => one).OrderBy(light => light.Kind switch { "red" => 0, "yellow" => 1, _ => 2 })];
        return Partial("_Desk", this);
    }

    /// <summary>What the desk asks the figures for: those that somebody chose, else the first few of each line of work.</summary>
    public async Task<IActionResult> OnGetFiguresAsync(CancellationToken stop)
    {
        await FindLinesAsync(stop);
        var chosen = await db.FirstAsync<string[]>("select figures from org.desk_choice", null, stop);
        var offered = FiguresHere.SelectMany(place => place.Set.Figures.Select((figure, i) => (Place: place, Figure: figure, Key: $"{place.Module.Id}/{figure.Id}", Rank: i))).ToList();
        var wanted = chosen is null ? offered.Where(one => one.Rank < DeskFiguresModel.UsualOfEach).Take(DeskFiguresModel.Most).ToList() : [.. chosen.SelectMany(key => offered.Where(one => one.Key == key))];
        var counted = await Task.WhenAll(wanted.GroupBy(one => one.Place).Select(async group =>
        {
            await using var source = Open(group.Key.Module);
            return await new FigureReader(source, Here).ValuesAsync(group.Select(one => one.Figure), stop);
        }));
        var values = counted.SelectMany(one => one).ToDictionary();
        Numbers = [.. wanted.Select(one => new Number(one.Figure, values[one.Figure], Here.Url($"{one.Place.Figures}/{one.Figure.Id}")))];
        return Partial("_Numbers", this);
    }

    IEnumerable<FigurePlace> FiguresHere => Lines.Where(IsOpen).SelectMany(line => figures.Where(place => place.Module.Id == line.Module.Id && Here.May(FigureSet.ReadPermission(place.Module))).Select(place => place.For(Here)).Where(place => place.Set.Figures.Count > 0));

    Db Open(ModuleManifest module) => databases.Of(module).OpenForReading(Scope.Subtree(Here.Locality, Here.User.Id), new Actor(Here.User.Id, Here.User.Name, Here.RemoteAddress));

    sealed record WaitingCase(Guid Id, string Module, string Procedure, string Title, string Step, string? PlaceName, DateOnly StepSince, DateOnly WarnOn, DateOnly DueOn);
    sealed record LastAct(Guid Id, string Module, string Procedure, string Title, string Waits, string Step, string Kind, string? Outcome, string Facts, string? Reason, string By, DateTime At);
    sealed record OpenPoll(Guid Id, string Title, string Module, string Kind, DateOnly? ClosesOn, string Place);

    /// <summary>Cases whose turn is this place's, the most urgent first; those that came back; votes that are open to this person.</summary>
    async Task FindTodosAsync(CancellationToken stop)
    {
        var mine = Lines.Where(IsOpen).SelectMany(line => ProceduresOf(line.Module)).Where(place => Here.MayWrite(place.Procedure.ActPermission)).ToDictionary(place => (place.Module.Id, place.Procedure.Id));
        var (cases, returned, votes) = await db.QueryManyAsync($"""
            select c.id, c.module, c.procedure, c.title, c.step, (select l.name from org.locality l where l.path = c.locality_path) as place_name, c.step_since, c.warn_on, c.due_on
            from org.procedure_case c join unnest(@modules, @procedures) p (module, procedure) on c.module = p.module and c.procedure = p.procedure
            where c.state = 'open' and c.acts_path = @Path order by c.due_on, c.id limit {TodoLength + 1};
            select c.id, c.module, c.procedure, c.title, c.step as waits, a.step, a.kind, a.outcome, a.facts::text as facts, a.reason, a.entered_by_name as by, a.entered_at as at
            from org.procedure_case c join unnest(@modules, @procedures) p (module, procedure) on c.module = p.module and c.procedure = p.procedure
            join org.procedure_act a on a.case_id = c.id and a.number = c.acts and (a.kind = @back or a.outcome is not null)
            where c.state = 'open' and c.acts_path = @Path order by a.entered_at desc limit 100;
            select id, title, module, kind, closes_on, place from org.my_polls() where is_open and not has_voted limit {TodoLength}
            """, new { modules = mine.Keys.Select(key => key.Item1).ToArray(), procedures = mine.Keys.Select(key => key.Item2).ToArray(), Here.Locality.Path, back = ActKind.Returned },
            async grid => ((await grid.ReadAsync<WaitingCase>()).ToList(), (await grid.ReadAsync<LastAct>()).ToList(), (await grid.ReadAsync<OpenPoll>()).ToList()), stop);
        string StepOf(ProcedurePlace place, string step) => place.Procedure.Find(step)?.Title ?? step;
        HasMoreTodos = cases.Count > TodoLength;
        Todos = [
            .. votes.Select(vote => new Todo(polls.Find(vote.Module, vote.Kind)?.Kind.Title ?? "投票", $"/account/polls/{vote.Id}", vote.Title, vote.Place, null, vote.ClosesOn, vote.ClosesOn is { } closes && closes <= Clock.Today ? ("yellow", "今天截止") : ("none", "待投票"))),
            .. cases.Take(TodoLength).Select(one => (Case: one, Place: mine[(one.Module, one.Procedure)])).Select(one => new Todo($"{one.Place.Procedure.Title}：{StepOf(one.Place, one.Case.Step)}", Here.Url($"{one.Place.Path}/{one.Case.Id}"), one.Case.Title, one.Case.PlaceName ?? "",
                one.Case.StepSince, one.Case.DueOn == DateOnly.MaxValue ? null : one.Case.DueOn, LeftOf(one.Case)))];
        Back = [.. returned.Select(one => (Act: one, Place: mine[(one.Module, one.Procedure)])).Select(one => (one.Act, one.Place, By: one.Place.Procedure.BackBy(one.Act.Step, one.Act.Outcome)))
            .Where(one => one.By is not null || one.Act.Kind == ActKind.Returned).Take(ReturnedLength)
            .Select(one => new Returned($"{one.Place.Procedure.Title}：{StepOf(one.Place, one.Act.Waits)}", Here.Url($"{one.Place.Path}/{one.Act.Id}"), one.Act.Title, one.Act.Reason ?? ReasonIn(one.Act, one.By), one.Act.By, one.Act.At))];
    }

    /// <summary>What was asked for with the outcome that sent it back: 退回原因.</summary>
    static string ReasonIn(LastAct act, StepOutcome? outcome) =>
        string.Join("；", (outcome?.Fields ?? []).Where(field => field.Kind is FieldKind.Text or FieldKind.LongText).Select(field => CaseFacts.FromJson(act.Facts)[field.Column]).OfType<string>().Prepend(outcome?.Title ?? ""));

    /// <summary>The light of a case as its board shows it; far from its day, how far.</summary>
    static (string Kind, string Words) LeftOf(WaitingCase one) => new ProcedureCase { WarnOn = one.WarnOn, DueOn = one.DueOn }.LightOn(Clock.Today) is { Kind: not "none" } light ? light
        : one.DueOn == DateOnly.MaxValue ? ("none", "") : ("green", $"剩 {one.DueOn.DayNumber - Clock.Today.DayNumber} 天");

    public static bool IsOpen(Line line) => line.State is ModuleState.On or ModuleState.ReadOnly;

    async Task FindLinesAsync(CancellationToken stop)
    {
        var states = await live.StatesAsync(stop);
        var places = registers.All.Where(place => place.Parent is null && Here.May(place.Register.ReadPermission)).ToDictionary(place => place.Path);
        Lines = [.. modules.All.Select(module => new Line(module, states.Of(module, Here.Locality),
                [.. module.Menu.Where(entry => Here.May(entry.Permission)).Select(entry => new Entry(entry.Name, Here.Url($"{module.Id}/{entry.Path}"), places.GetValueOrDefault($"{module.Id}/{entry.Path}")))]))
            .Where(line => line.Entries.Count > 0)];
    }

    async Task<List<Waiting>> CountAsync(ModuleManifest module, IReadOnlyList<RegisterPlace> places, CancellationToken stop)
    {
        List<Waiting> lights = [];
        await using var source = Open(module);
        var rows = new RegisterRows(source, registers, identities);
        foreach (var place in places)
            foreach (var condition in place.Register.Conditions.Where(condition => condition.Light is not null))
            {
                var count = await rows.CountAsync(place, Ask(place, condition.Query), LightCap, stop);
                if (count > 0) lights.Add(new(module, condition.Light!, condition.Name, $"{Here.Url(place.Path)}?{condition.Query}", place.Register.Title, ListModel.Counted(count, LightCap), place.Register.Counter));
            }
        foreach (var place in ProceduresOf(module)) lights.AddRange(await WaitingAsync(source, place, stop));
        foreach (var place in WorkOf(module)) lights.AddRange(await AskedAsync(source, place, stop));
        return lights;
    }

    /// <summary>Cases that are late, that soon will be, and those this very place is to go on with.</summary>
    async Task<IEnumerable<Waiting>> WaitingAsync(Db source, ProcedurePlace place, CancellationToken stop)
    {
        var (red, yellow, mine) = await source.FirstAsync<(int, int, int)>($"""
            select (select count(*)::int from (select from org.procedure_case where procedure = @Id and state = 'open' and due_on < @today limit {LightCap + 1}) red),
                   (select count(*)::int from (select from org.procedure_case where procedure = @Id and state = 'open' and due_on >= @today and warn_on <= @today limit {LightCap + 1}) yellow),
                   (select count(*)::int from (select from org.procedure_case where procedure = @Id and state = 'open' and acts_path = @Path limit {LightCap + 1}) mine)
            """, new { place.Procedure.Id, Here.Locality.Path, today = Clock.Today }, stop);
        (string Kind, string Name, string Query, int Count)[] all = [("red", "超期未办", "light=red", red), ("yellow", "临近期限", "light=yellow", yellow), ("none", $"等{Here.Locality.ShortName}办理", "mine=1", Here.May(place.Procedure.ActPermission) ? mine : 0)];
        return all.Where(one => one.Count > 0).Select(one => new Waiting(place.Module, one.Kind, one.Name, $"{Here.Url(place.Path)}?{one.Query}", place.Procedure.Title, ListModel.Counted(one.Count, LightCap), "件"));
    }

    /// <summary>What is past its day, and what this very place is asked to receive and to report.</summary>
    async Task<IEnumerable<Waiting>> AskedAsync(Db source, WorkPlace place, CancellationToken stop)
    {
        var (red, report, receive) = await source.FirstAsync<(int, int, int)>($"""
            select (select count(*)::int from (select from org.work_item where kind = @Id and level > 1 and state in ('open', 'applied', 'checked') and due_on < @today limit {LightCap + 1}) red),
                   (select count(*)::int from org.work_party w join org.work_item i on i.id = w.item_id join org.work_round_item x on x.item_id = i.id and x.is_open
                      where w.locality_path >= @Path and w.locality_path < @own and w.is_lead and i.kind = @Id and i.state = 'open' and x.reported_on is null),
                   (select count(*)::int from org.work_party w join org.party_items(@Id) i on i.id = w.item_id where w.locality_path >= @Path and w.locality_path < @own and w.received_on is null and i.state = 'open')
            """, new { place.Kind.Id, Here.Locality.Path, own = Scope.OwnBound(Here.Locality.Path), today = Clock.Today }, stop);
        (string Kind, string Name, string Path, int Count)[] all = [("red", "超期未办", place.Path + "?light=red", red), ("yellow", "本轮待填报", place.Path + "/mine", report), ("yellow", "待签收", place.Path + "/mine", receive)];
        return all.Where(one => one.Count > 0).Select(one => new Waiting(place.Module, one.Kind, one.Name, Here.Url(one.Path), place.Kind.Title, ListModel.Counted(one.Count, LightCap), place.Kind.Counter));
    }

    IEnumerable<WorkPlace> WorkOf(ModuleManifest module) => work.All.Where(place => place.Module.Id == module.Id && Here.May(place.Kind.ReadPermission));

    IEnumerable<ProcedurePlace> ProceduresOf(ModuleManifest module) => procedures.All.Where(place => place.Module.Id == module.Id && Here.May(place.Procedure.ReadPermission));

    static ListRequest Ask(RegisterPlace place, string query) => ListRequest.Parse(place.Register, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query), Clock.Today);

    public string NameOf(string module) => modules.Find(module)?.Name ?? module;

    /// <summary>Where the record is shown; null for what has no page of its own.</summary>
    public string? UrlOf(OwnDeed deed) => deed.RowId is { } id && Here.HomeOf(deed.Place) is { } place
        && registers.All.Any(r => r.Parent is null && r.Module.Id == deed.Module && r.Register.Id == deed.Register) ? $"/{place.Code}/{deed.Module}/{deed.Register}/{id}" : null;
}
