namespace OrgWork.Kernel;

/// <summary>
/// The engine of work. Invariants: nothing is issued that lacks measures, body, person, day or standard; a part is not due after its whole; reports and acts are only added;
/// nobody checks what they themselves applied for; what is closed has been checked, or accepted by another; the ladder is climbed step by step.
/// </summary>
public sealed class WorkDesk(Db db, RuleChecks rules, Here here)
{
    static readonly string[] Lengths = ["day", "week", "month", "two_months", "quarter", "half_year", "year"];
    const string Overtaken = "您打开之后，别人先改了；请返回看清再办";

    public async Task<WorkLights> LightsAsync(WorkKind kind, string path, CancellationToken stop)
    {
        var settings = await rules.SettingsAsync(stop);
        return new(settings.For(kind.Behind, path, Clock.Today).Int("gap"), settings.For(kind.DueSoon, path, Clock.Today).Int("days"), Clock.Today);
    }

    /// <summary>The day of the month on which write-offs are decided here.</summary>
    public async Task<int?> WriteOffDayAsync(WorkKind kind, string path, CancellationToken stop) => kind.WriteOff is { } rule ? (await rules.SettingsAsync(stop)).For(rule, path, Clock.Today).Int("on") : null;

    public async Task<WorkSheet?> PlanAsync(WorkPlace place, Guid id, CancellationToken stop) => await db.QueryManyAsync($"""
        select {WorkPlan.Columns} from org.work_plan where id = @id and kind = @kind;
        select {WorkItem.Columns} from org.work_item where plan_id = @id and kind = @kind order by rank, id;
        select {WorkParty.Columns} from org.work_party where item_id in (select id from org.work_item where plan_id = @id and kind = @kind) order by is_lead desc, name;
        select {WorkRound.Columns} from org.work_round where plan_id = @id order by opened_on desc, number desc;
        select {WorkInstruction.Columns} from org.work_instruction where plan_id = @id order by number
        """, new { id, kind = place.Kind.Id }, async grid =>
    {
        var plan = await grid.ReadFirstOrDefaultAsync<WorkPlan>();
        var (items, parties, rounds) = ((await grid.ReadAsync<WorkItem>()).ToList(), (await grid.ReadAsync<WorkParty>()).ToLookup(party => party.ItemId), (await grid.ReadAsync<WorkRound>()).ToList());
        var instructions = (await grid.ReadAsync<WorkInstruction>()).ToList();
        return plan is null ? null : new WorkSheet(plan, items, parties, rounds) { Instructions = instructions };
    }, stop);

    /// <summary>An item that lies here, that a body of here leads, or that one of here supports.</summary>
    public Task<WorkItem?> ItemAsync(WorkPlace place, Guid id, CancellationToken stop) => db.FirstAsync<WorkItem>($"select {WorkItem.Columns} from org.work_item where id = @id and kind = @kind union select {WorkItem.Columns} from org.party_items(@kind) where id = @id", new { id, kind = place.Kind.Id }, stop);

    public Task<IReadOnlyList<WorkParty>> PartiesAsync(Guid item, CancellationToken stop) => db.QueryAsync<WorkParty>($"select {WorkParty.Columns} from org.work_party where item_id = @item order by is_lead desc, name", new { item }, stop);

    /// <summary>Units one can give something to: those of the place and below.</summary>
    public Task<IReadOnlyList<(Guid Id, string Name)>> UnitsAsync(string? find, CancellationToken stop) =>
        db.QueryAsync<(Guid, string)>("select id, name from org.unit where removed_at is null and (@find = '' or position(@find in name) > 0) order by locality_path, rank_order, id limit 30", new { find = find?.Trim() ?? "" }, stop);

    public bool Manages(WorkPlace place, string path) => here.State == ModuleState.On && path.StartsWith(here.Locality.Path, StringComparison.Ordinal) && here.User.Grants.Any(grant => path.StartsWith(grant.Path, StringComparison.Ordinal) && grant.Permissions.Contains(place.Kind.ManagePermission));

    /// <summary>Acts for the body that leads: from its own place, or from above.</summary>
    public bool Answers(WorkPlace place, IEnumerable<WorkParty> parties) => here.MayWrite(place.Kind.ReportPermission) && parties.Any(party => party.IsLead && party.LocalityPath.StartsWith(here.Locality.Path, StringComparison.Ordinal));

    // ---- plans

    /// <summary>Enters a plan as it was written, and breaks it into aspects and tasks; or changes what stands above them.</summary>
    public async Task<string?> SavePlanAsync(WorkPlace place, PlanInput input, WorkPlan? before, int version, string? reason, CancellationToken stop)
    {
        var (kind, path) = (place.Kind, before?.LocalityPath ?? here.Locality.Path);
        if (input.KeyCycle is { } shorter && (input.Cycle is not { } usual || Array.IndexOf(Lengths, shorter) >= Array.IndexOf(Lengths, usual))) return "重点任务的调度周期要短于一般任务的调度周期";
        if (before is { State: "closed" }) return "已经总结，不能再改";
        if (before is { State: not "draft" } && string.IsNullOrWhiteSpace(reason)) return "已经印发的，修改请写理由";
        var row = new { input.Id, path, kind = kind.Id, input.Title, input.Year, input.Number, input.Issuer, input.Content, input.Decision, input.DecidedOn, input.Cycle, input.KeyCycle, input.EvaluateCycle, input.ExamineCycle, version };
        if (before is null)
        {
            if (await db.ExecuteAsync("insert into org.work_plan (id, locality_path, kind, title, year, number, issuer, content, decision, decided_on, cycle, key_cycle, evaluate_cycle, examine_cycle) values (@Id, @path, @kind, @Title, @Year, @Number, @Issuer, @Content, @Decision, @DecidedOn, @Cycle, @KeyCycle, @EvaluateCycle, @ExamineCycle) on conflict (id) do nothing", row, stop) == 0) return null;
            await AddLinesAsync(place, input.Id, path, input.Title, input.Year, WorkText.Read(input.Content ?? ""), stop);
        }
        else if (await db.ExecuteAsync("update org.work_plan set title = @Title, year = @Year, number = @Number, issuer = @Issuer, content = @Content, decision = @Decision, decided_on = @DecidedOn, cycle = @Cycle, key_cycle = @KeyCycle, evaluate_cycle = @EvaluateCycle, examine_cycle = @ExamineCycle, edition = edition + (state <> 'draft')::int, version = version + 1 where id = @Id and version = @version", row, stop) == 0) return Overtaken;
        else await db.ExecuteAsync("update org.work_item set plan_title = @Title, year = @Year where plan_id = @Id and (plan_title <> @Title or year <> @Year)", row, stop);
        await db.RecordAsync(new(before is null ? DeedKind.Create : DeedKind.Update, kind.Id, input.Id, path, input.Title, before is null ? [] : Changes(("名称", before.Title, input.Title), ("审定情况", before.Decision, input.Decision), ("原文", $"{before.Content?.Length ?? 0} 字", $"{input.Content?.Length ?? 0} 字"), ("调度周期", CycleName(before.Cycle), CycleName(input.Cycle)), ("重点任务调度周期", CycleName(before.KeyCycle), CycleName(input.KeyCycle)), ("评估周期", CycleName(before.EvaluateCycle), CycleName(input.EvaluateCycle)), ("考评周期", CycleName(before.ExamineCycle), CycleName(input.ExamineCycle))), reason), stop);
        return null;
    }

    static string? CycleName(string? cycle) => cycle is null ? null : WorkPlan.Cycles.NameOf(cycle);

    static List<Change> Changes(params (string Label, string? Before, string? After)[] all) => [.. all.Where(one => one.Before != one.After).Select(one => new Change(one.Label, one.Before, one.After))];

    async Task AddLinesAsync(WorkPlace place, Guid plan, string path, string title, int year, IReadOnlyList<WorkLine> lines, CancellationToken stop)
    {
        Guid? aspect = null;
        string? code = null;
        var rank = 0;
        foreach (var line in lines)
        {
            var id = Guid.CreateVersion7();
            // An aspect that is called like a line of work gives its tasks that line.
            if (line.Level == 1) (aspect, code) = (id, place.Kind.Lines.Codes.FirstOrDefault(one => line.Title.Contains(one.Name[..Math.Min(2, one.Name.Length)], StringComparison.Ordinal))?.Value);
            await db.ExecuteAsync("insert into org.work_item (id, plan_id, locality_path, kind, plan_title, year, parent_id, level, rank, number, title, measures, line, due_kind, due_on) values (@id, @plan, @path, @kind, @planTitle, @year, @parent, @Level, @rank, @Number, @Title, @measures, @code, @dueKind, @dueOn)", new
            {
                id, plan, path, planTitle = title, year, kind = place.Kind.Id, parent = line.Level == 1 ? null : aspect, Level = (short)line.Level, rank = rank += 1000, line.Number, line.Title, measures = line.Measures == "" ? null : line.Measures, code,
                dueKind = line.Level == 1 ? null : "3", dueOn = line.Level == 1 ? (DateOnly?)null : new DateOnly(year, 12, 31),
            }, stop);
        }
    }

    /// <summary>What keeps a plan from being issued: every item with what it lacks.</summary>
    public async Task<IReadOnlyList<(WorkItem Item, string Words)>> IncompleteAsync(WorkPlace place, WorkSheet sheet, CancellationToken stop)
    {
        var found = new List<(WorkItem, string)>();
        foreach (var item in sheet.Items.Where(item => item.Level > 1 && item.State != "cancelled"))
        {
            var finding = await rules.CheckAsync(place.Kind.Complete, item.Facts(sheet.HasParts(item)), item.LocalityPath, stop: stop);
            if (finding.IsBroken) found.Add((item, finding.Words));
            else if (LacksDuty(place.Kind, item.LocalityPath, sheet.Parties[item.Id].FirstOrDefault(party => party.IsLead)?.LocalityPath, item.DutyId, item.DutyReason)) found.Add((item, NoDuty));
            else if (sheet.Items.FirstOrDefault(parent => parent.Id == item.ParentId) is { Level: > 1, DueOn: { } whole } && item.DueOn > whole) found.Add((item, $"时限 {Dates.Format(item.DueOn!.Value)} 晚于上级任务的 {Dates.Format(whole)}"));
        }
        return found;
    }

    const string NoDuty = "交给下级的，请对照职责清单指明条目，清单里没有的写理由";

    /// <summary>厘清职责边界: what is handed to a lower level is handed by the list of duties; a unit of one's own level is none, with a place of its own or without.</summary>
    static bool LacksDuty(WorkKind kind, string issuer, string? lead, Guid? duty, string? reason) =>
        kind.DutiesSql is not null && lead is not null && LocalityTree.HomeOf(lead) is var home && home.Length > LocalityTree.HomeOf(issuer).Length && home.StartsWith(LocalityTree.HomeOf(issuer), StringComparison.Ordinal) && duty is null && string.IsNullOrWhiteSpace(reason);

    /// <summary>Two who give the next number, or add to a plan while it is issued, do so one after the other.</summary>
    Task<string?> HoldPlanAsync(Guid plan, CancellationToken stop) => db.FirstAsync<string?>("select state from org.work_plan where id = @plan for update", new { plan }, stop);

    /// <summary>What a leader said of it, as the next number.</summary>
    public async Task<string?> InstructAsync(WorkPlace place, WorkPlan plan, Guid id, string? leader, string? words, DateOnly on, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(leader) || string.IsNullOrWhiteSpace(words)) return "请写领导和意见";
        if (on > Clock.Today) return "日期不能晚于今天";
        await HoldPlanAsync(plan.Id, stop);
        if (await db.ExecuteAsync("insert into org.work_instruction (id, plan_id, locality_path, number, leader, words, given_on) select @id, @plan, @LocalityPath, coalesce(max(number), 0) + 1, @leader, @words, @on from org.work_instruction where plan_id = @plan on conflict (id) do nothing", new { id, plan = plan.Id, plan.LocalityPath, leader = leader.Trim(), words = words.Trim(), on }, stop) == 1)
            await db.RecordAsync(new(DeedKind.Step, place.Kind.Id, plan.Id, plan.LocalityPath, plan.Title, [new("领导意见", null, $"{leader.Trim()}：{words.Trim()}")]), stop);
        return null;
    }

    public async Task<string?> AnswerAsync(WorkPlace place, WorkPlan plan, Guid instruction, string? answer, DateOnly on, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(answer)) return "请写办理情况";
        if (on > Clock.Today) return "日期不能晚于今天";
        if (await db.ExecuteAsync("update org.work_instruction set answer = @answer, answered_on = @on, answered_by_name = @name where id = @instruction and plan_id = @Id and answered_on is null and given_on <= @on", new { instruction, plan.Id, answer = answer.Trim(), on, name = db.Actor.Name }, stop) == 0) return "已经答复，或日期早于提出";
        await db.RecordAsync(new(DeedKind.Step, place.Kind.Id, plan.Id, plan.LocalityPath, plan.Title, [new("领导意见办理情况", null, answer.Trim())]), stop);
        return null;
    }

    // ---- what items have to do with

    public Task<IReadOnlyList<WorkLink>> LinksAsync(Guid item, CancellationToken stop) => db.QueryAsync<WorkLink>($"select {WorkLink.Columns} from org.work_link where item_id = @item order by register, title", new { item }, stop);

    /// <summary>What may be chosen, by the first words of its name; nothing to whom its names are not shown.</summary>
    public Task<IReadOnlyList<(Guid Id, string Title)>> ChoicesAsync(WorkObject one, string? find, CancellationToken stop) =>
        here.May(one.Permission) ? db.QueryAsync<(Guid, string)>(one.Sql + " limit 30", new { find = find?.Trim() ?? "", lo = here.Locality.Path, hi = Scope.UpperBound(here.Locality.Path) }, stop) : Task.FromResult<IReadOnlyList<(Guid, string)>>([]);

    public async Task<string?> LinkAsync(WorkPlace place, WorkItem item, string register, Guid row, CancellationToken stop)
    {
        if (!Manages(place, item.LocalityPath)) return "由交办单位登记";
        if (place.Objects.FirstOrDefault(one => one.Register == register) is not { } of || !here.May(of.Permission)) return "请选关联哪一类";
        // Chosen again here: a name is what the register says, not what the form says.
        var chosen = await db.FirstAsync<(Guid Id, string Title)>($"select id, title from ({of.Sql}) c where id = @row", new { row, find = "", lo = here.Locality.Path, hi = Scope.UpperBound(here.Locality.Path) }, stop);
        if (chosen.Id == Guid.Empty) return $"没有这个{of.Name}";
        return await LinkAsync(place.Kind.Id, item.Id, item.LocalityPath, item.Title, register, chosen.Id, chosen.Title, stop);
    }

    /// <summary>Links an item, of whichever module, with a row.</summary>
    public async Task<string?> LinkAsync(string kind, Guid item, string path, string itemTitle, string register, Guid row, string title, CancellationToken stop)
    {
        if (await db.ExecuteAsync("insert into org.work_link (item_id, row_id, register, title, locality_path, linked_on, linked_by_name) values (@item, @row, @register, @title, @path, @today, @name) on conflict do nothing", new { item, row, register, title, path, today = Clock.Today, name = db.Actor.Name }, stop) == 1)
            await db.RecordAsync(new(DeedKind.Step, kind, item, path, itemTitle, [new("关联", null, title)]), stop);
        return null;
    }

    public async Task UnlinkAsync(string kind, Guid item, string itemTitle, Guid row, CancellationToken stop)
    {
        foreach (var gone in await db.QueryAsync<(string Title, string Path)>("delete from org.work_link where item_id = @item and row_id = @row returning title, locality_path", new { item, row }, stop))
            await db.RecordAsync(new(DeedKind.Step, kind, item, gone.Path, itemTitle, [new("关联", gone.Title, null)]), stop);
    }

    public async Task<string?> IssueAsync(WorkPlace place, WorkSheet sheet, DateOnly on, int version, CancellationToken stop)
    {
        if (sheet.Plan.State != "draft") return "已经印发";
        if (!sheet.Tasks.Any()) return $"还没有{place.Kind.ItemNoun}";
        if (on > Clock.Today) return "印发日期不能晚于今天";
        if (!place.Kind.IsRectification && string.IsNullOrWhiteSpace(sheet.Plan.Decision)) return $"{place.Kind.PlanNoun}须经审定后印发：请先填审定情况（如“县委常委会原则同意”）";
        if (sheet.Instructions.FirstOrDefault(one => one.AnsweredOn is null) is { } waiting) return $"领导意见第 {waiting.Number} 条（{waiting.Leader}）还没有办理情况，答复以后再印发";
        if (await IncompleteAsync(place, sheet, stop) is { Count: > 0 } missing) return $"有 {missing.Count} {place.Kind.Counter}分解不完整，如 {missing[0].Item.Number} {missing[0].Words}";
        if (await db.ExecuteAsync("update org.work_plan set state = 'issued', issued_on = @on, version = version + 1 where id = @Id and version = @version", new { sheet.Plan.Id, on, version }, stop) == 0) return Overtaken;
        await db.ExecuteAsync("update org.work_item set state = 'open', begins_on = coalesce(begins_on, @on), version = version + 1 where plan_id = @Id and state = 'draft'", new { sheet.Plan.Id, on }, stop);
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, sheet.Plan.Id, sheet.Plan.LocalityPath, sheet.Plan.Title, [new("状态", "起草", "已印发"), new(place.Kind.ItemNoun, null, $"{sheet.Tasks.Count()} {place.Kind.Counter}")]), stop);
        return null;
    }

    public async Task<string?> ClosePlanAsync(WorkPlace place, WorkSheet sheet, string? note, int version, CancellationToken stop)
    {
        if (sheet.Plan.State != "issued") return "印发以后才能总结";
        if (string.IsNullOrWhiteSpace(note)) return "请写总结";
        if (place.Kind.IsRectification && sheet.Leaves.FirstOrDefault(item => item.ConsolidatedOn is null) is { } unsettled) return $"“{unsettled.Title}”{unsettled.StateWords(place.Kind)}，还没有回头看到巩固；全部巩固以后再总结";
        if (await db.ExecuteAsync("update org.work_plan set state = 'closed', closing_note = @note, version = version + 1 where id = @Id and version = @version", new { sheet.Plan.Id, note = note.Trim(), version }, stop) == 0) return Overtaken;
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, sheet.Plan.Id, sheet.Plan.LocalityPath, sheet.Plan.Title, [new("状态", "已印发", "已总结"), new("完成", null, $"{sheet.Leaves.Count(item => item.State == "closed")} / {sheet.Leaves.Count()}")], note.Trim()), stop);
        return null;
    }

    // ---- items

    /// <summary>Writes an item. Of one that is issued the day is not changed here: that is a deed with approval.</summary>
    public async Task<string?> SaveItemAsync(WorkPlace place, WorkSheet sheet, ItemInput input, WorkItem? before, int version, CancellationToken stop)
    {
        var (plan, kind) = (sheet.Plan, place.Kind);
        if (plan.State == "closed") return "已经总结，不能再改";
        if (before is null && await HoldPlanAsync(plan.Id, stop) != plan.State) return Overtaken;
        if (before is { State: not "draft", LeadUnitId: { } leads } && input.Lead != leads) return "已经印发的，换牵头单位请用“转办”，写理由";
        if (before is { State: "applied" or "checked" } && before.Standard != Blank(input.Standard)) return "已经申请办结，完成标准不能再改；要改的，先退回";
        var parent = sheet.Items.FirstOrDefault(item => item.Id == input.ParentId);
        if (input.ParentId is not null && parent is not { Level: < 3 }) return "只能分到第三层";
        var due = before is { State: not "draft" } ? before.DueOn : WorkItem.DueOf(input.DueKind, plan.Year, input.DueOn);
        if (parent is { Level: > 1, DueOn: { } whole } && due > whole) return $"时限 {Dates.Format(due.Value)} 晚于上级任务的 {Dates.Format(whole)}";
        if (input.RepeatsId is { } repeats && (repeats == input.Id || string.IsNullOrWhiteSpace(input.Cause))) return "重复出现的问题要写原因分析";
        var units = input.Supporters.Append(input.Lead ?? Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToArray();
        var known = await db.QueryAsync<(Guid Id, string Name, string Path)>("select id, name, locality_path from org.unit where id = any(@units)", new { units }, stop);
        if (known.Count != units.Length) return "有的单位不在本级和下级的机构名册里";
        var lead = known.FirstOrDefault(unit => unit.Id == input.Lead);
        string? dutyTitle = null;
        if (kind.DutiesSql is not null && input.DutyId is { } duty && (dutyTitle = await db.FirstAsync<string?>($"select title from ({kind.DutiesSql}) d where id = @duty", new { duty }, stop)) is null) return "职责清单里没有这一条";
        var level = (short)((parent?.Level ?? (kind.IsRectification && !input.IsOpinion ? 1 : 0)) + 1);
        var row = new
        {
            input.Id, plan = plan.Id, path = plan.LocalityPath, kind = kind.Id, input.ParentId, level, input.Title, input.Measures, input.Standard, input.Line, input.IsKey, input.KeyReason, input.Lead, leadName = lead.Name, leadPath = lead.Path, planTitle = plan.Title, plan.Year, input.Leader, input.Person, input.DueKind, due,
            input.IsProject, input.DutyId, dutyTitle, input.DutyReason, begins = plan.IssuedOn is null ? (DateOnly?)null : Clock.Today, state = plan.State == "draft" ? "draft" : "open", input.RepeatsId, input.Cause, version,
        };
        if (plan.State == "issued" && level > 1)
        {
            var finding = await rules.CheckAsync(kind.Complete, new() { HasMeasures = !string.IsNullOrWhiteSpace(input.Measures) || sheet.Items.Any(item => item.ParentId == input.Id), HasLead = lead.Name is not null, HasPerson = !string.IsNullOrWhiteSpace(input.Person), HasDue = due is not null, HasStandard = !string.IsNullOrWhiteSpace(input.Standard) }, plan.LocalityPath, stop: stop);
            if (finding.IsBroken) return $"{plan.Title}已经印发，{finding.Words}";
            if (LacksDuty(kind, plan.LocalityPath, lead.Path, input.DutyId, input.DutyReason)) return NoDuty;
        }
        if (before is null)
        {
            if (await db.ExecuteAsync("""
                insert into org.work_item (id, plan_id, locality_path, other_path, plan_title, year, kind, parent_id, level, rank, number, title, measures, standard, line, is_key, key_reason, lead_unit_id, lead_name, leader, person, due_kind, due_on, begins_on, state, repeats_id, cause, is_project, duty_id, duty_title, duty_reason)
                select @Id, @plan, @path, @leadPath, @planTitle, @Year, @kind, @ParentId, @level,
                  coalesce((select max(s.rank) from org.work_item s where s.plan_id = @plan and (s.parent_id = @ParentId or s.id = @ParentId)), (select max(s.rank) from org.work_item s where s.plan_id = @plan), 0) + 1,
                  coalesce((select p.number || case when p.level = 1 then '-' else '.' end from org.work_item p where p.id = @ParentId), '') || (select count(*) + 1 from org.work_item s where s.plan_id = @plan and s.parent_id is not distinct from @ParentId),
                  @Title, @Measures, @Standard, @Line, @IsKey, @KeyReason, @Lead, @leadName, @Leader, @Person, @DueKind, @due, @begins, @state, @RepeatsId, @Cause, @IsProject, @DutyId, @dutyTitle, @DutyReason
                on conflict (id) do nothing
                """, row, stop) == 0) return null;
        }
        else if (await db.ExecuteAsync("""
            update org.work_item set title = @Title, measures = @Measures, standard = @Standard, line = @Line, is_key = @IsKey, key_reason = @KeyReason, lead_unit_id = @Lead, lead_name = @leadName, other_path = @leadPath, leader = @Leader, person = @Person, due_kind = @DueKind, due_on = @due, repeats_id = @RepeatsId, cause = @Cause, is_project = @IsProject, duty_id = @DutyId, duty_title = @dutyTitle, duty_reason = @DutyReason, version = version + 1
            where id = @Id and version = @version and state not in ('closed', 'cancelled')
            """, row, stop) == 0) return Overtaken;
        await PutPartiesAsync(input.Id, plan.LocalityPath, known.Select(unit => (unit.Id, unit.Name, unit.Path, unit.Id == input.Lead)), stop);
        await db.RecordAsync(new(before is null ? DeedKind.Create : DeedKind.Update, kind.Id, input.Id, plan.LocalityPath, input.Title, Changes(("标题", before?.Title, input.Title), ("牵头单位", before?.LeadName, lead.Name), ("责任人", before?.Person, input.Person), ("时限", before?.DueOn is { } old ? Dates.Format(old) : null, due is { } day ? Dates.Format(day) : null), ("完成标准", before?.Standard, input.Standard))), stop);
        return null;
    }

    async Task PutPartiesAsync(Guid item, string issuer, IEnumerable<(Guid Id, string Name, string Path, bool IsLead)> units, CancellationToken stop)
    {
        var all = units.ToList();
        await db.ExecuteAsync("delete from org.work_party where item_id = @item and (not unit_id = any(@units) or is_lead <> (unit_id = any(@leads)))", new { item, units = all.Select(unit => unit.Id).ToArray(), leads = all.Where(unit => unit.IsLead).Select(unit => unit.Id).ToArray() }, stop);
        foreach (var unit in all)
            await db.ExecuteAsync("insert into org.work_party (item_id, unit_id, locality_path, other_path, name, is_lead) values (@item, @Id, @Path, @issuer, @Name, @IsLead) on conflict do nothing", new { item, unit.Id, unit.Path, issuer, unit.Name, unit.IsLead }, stop);
    }

    // ---- what bodies do

    /// <summary>Receives everything that waits for it at this place, or for one of its units.</summary>
    public async Task<int> ReceiveAsync(WorkPlace place, IReadOnlyList<Guid> items, CancellationToken stop, Guid? unit = null)
    {
        var received = await db.QueryAsync<(Guid Item, string Path, string Title)>("""
            update org.work_party p set received_on = @today, received_by_name = @name from org.party_items(@kind) i
            where i.id = p.item_id and p.item_id = any(@items) and p.received_on is null and (@unit::uuid is null or p.unit_id = @unit) and p.locality_path >= @lo and p.locality_path < @hi returning i.id, p.locality_path, i.title
            """, new { unit, items = items.ToArray(), today = Clock.Today, name = db.Actor.Name, kind = place.Kind.Id, lo = here.Locality.Path, hi = Scope.UpperBound(here.Locality.Path) }, stop);
        foreach (var one in received) await db.RecordAsync(new(DeedKind.Step, place.Kind.Id, one.Item, one.Path, one.Title, [new(place.Kind.ReceiveWord, null, Dates.Format(Clock.Today))]), stop);
        return received.Count;
    }

    /// <summary>Why this report is not taken; null when it is.</summary>
    public async Task<string?> ReportAsync(WorkPlace place, ReportInput input, CancellationToken stop)
    {
        if (await ItemAsync(place, input.Item, stop) is not { } item) return "没有这项任务";
        var parties = await PartiesAsync(item.Id, stop);
        if (!Answers(place, parties)) return $"“{item.Title}”由{item.LeadName}报告";
        if (item.State is not "open") return $"“{item.Title}”{item.StateWords(place.Kind)}，不用再报";
        if (item.PlanClosed) return $"“{item.PlanTitle}”已经总结，不再填报";
        if (input.Percent is < 0 or > 100) return "进度填 0 至 100";
        if (string.IsNullOrWhiteSpace(input.Content)) return "请写进展";
        if (input.Percent < item.Percent && string.IsNullOrWhiteSpace(input.Problem)) return $"进度从 {item.Percent}% 退到 {input.Percent}%，请在存在问题里写明原因";
        var lead = parties.First(party => party.IsLead);
        var round = await db.FirstAsync<Guid?>("select round_id from org.work_round_item where item_id = @Id and is_open order by due_on limit 1", new { item.Id }, stop);
        await db.ExecuteAsync("insert into org.work_report (id, item_id, locality_path, round_id, reported_on, percent, content, problem, next_step, entered_by_name) values (@id, @Item, @path, @round, @today, @Percent, @content, @problem, @next, @name)", new
        {
            id = Guid.CreateVersion7(), input.Item, path = lead.LocalityPath, round, today = Clock.Today, input.Percent, content = input.Content.Trim(), problem = Blank(input.Problem), next = Blank(input.NextStep), name = db.Actor.Name,
        }, stop);
        if (await db.ExecuteAsync("update org.work_item set percent = @Percent, reported_on = @today, report_words = @content, version = version + 1 where id = @Item and state = 'open' and percent = @before", new { input.Item, input.Percent, before = item.Percent, today = Clock.Today, content = input.Content.Trim() }, stop) == 0) return Overtaken;
        // One report answers every round that asks for it: what is urgent is asked for oftener, and nobody writes twice.
        if (round is not null) await db.ExecuteAsync("update org.work_round_item set reported_on = coalesce(reported_on, @today) where item_id = @Item and is_open", new { input.Item, today = Clock.Today }, stop);
        await db.RecordAsync(new(DeedKind.Step, place.Kind.Id, item.Id, lead.LocalityPath, item.Title, [new("进度", $"{item.Percent}%", $"{input.Percent}%"), new("进展", null, input.Content.Trim())]), stop);
        return null;
    }

    /// <summary>What was said for an end that is no longer one.</summary>
    internal const string Undone = "applied_by = null, checked_by = null, check_result = null, review_words = null, closing_words = null";

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // ---- deeds

    /// <summary>The deeds that an item takes now, from this place.</summary>
    public IReadOnlyList<string> Possible(WorkPlace place, WorkItem item, IReadOnlyList<WorkParty> parties, bool hasParts)
    {
        var all = new List<string>();
        if (item.Level == 1 || item.PlanClosed) return all;
        var (manages, answers) = (Manages(place, item.LocalityPath), Answers(place, parties));
        if (answers && parties.Any(party => party.IsLead && party.Dispute is null) && item.State == "open" && item.Percent == 0) all.Add("dispute");
        if (answers && item.State == "open" && !hasParts) all.Add("apply");
        if (answers && item.IsRunning) all.Add("reply");
        if (!manages) return all;
        if (item.IsRunning) all.AddRange(["urge", "escalate", "date", "transfer", "cancel"]);
        if (item.State == "applied") all.AddRange(place.Kind.IsRectification ? ["check", "back"] : ["close", "back"]);
        if (item.State == "checked") all.AddRange(["close", "back"]);
        if (item.State == "closed" && place.Kind.IsRectification) all.Add("lookback");
        return all;
    }

    public static string NameOf(WorkKind kind, string deed, WorkItem item) => deed switch
    {
        "dispute" => "提出分工异议", "apply" => $"申请{kind.ClosedWord}", "reply" => "回复", "urge" => "催办", "escalate" => item.Ladder < 4 ? WorkItem.Ladders[item.Ladder + 1] : "问责", "date" => "调整时限", "transfer" => "转办", "cancel" => "取消",
        "check" => "核验", "close" => kind.IsRectification ? "批准销号" : "同意办结", "back" => "退回", "lookback" => WorkLookBack.Name, _ => deed,
    };

    /// <summary>Does it; a text is why it cannot be done.</summary>
    public async Task<string?> DoAsync(WorkPlace place, WorkItem item, IReadOnlyList<WorkParty> parties, bool hasParts, WorkDeed deed, int version, int evidence, CancellationToken stop)
    {
        var kind = place.Kind;
        if (!Possible(place, item, parties, hasParts).Contains(deed.Kind)) return "现在不能办这一步，或者不由您办";
        var name = NameOf(kind, deed.Kind, item);
        if (string.IsNullOrWhiteSpace(deed.Words)) return deed.Kind switch { "apply" => "请写完成情况", "reply" => "请写回复", "urge" => "请写催办内容", "check" => "请写核验情况", "close" => "请写意见", "lookback" => "请写回头看情况", _ => "请写理由" };
        string? changes = null;
        string set;
        switch (deed.Kind)
        {
            case "dispute":
                await db.ExecuteAsync("update org.work_party set dispute = @words where item_id = @Id and is_lead and dispute is null", new { item.Id, words = deed.Words.Trim() }, stop);
                set = "version = version + 1";
                break;
            case "reply" or "urge":
                set = "version = version + 1";
                break;
            case "apply":
                if (item.Percent < 100) return $"进度 {item.Percent}%，报到 100% 再申请";
                if (evidence == 0) return "请附佐证材料";
                set = "state = 'applied', applied_by = @actor, closing_words = @words";
                break;
            case "escalate":
                if (item.Ladder >= 4) return "已经到问责";
                if (string.IsNullOrWhiteSpace(deed.Approver)) return "请填批准人";
                if (item.DueOn is not { } overdue || overdue >= Clock.Today) return $"没有超期，先催办；时限 {(item.DueOn is { } when ? Dates.Format(when) : "未定")}";
                changes = $"{(item.Ladder == 0 ? "—" : WorkItem.Ladders[item.Ladder])} → {WorkItem.Ladders[item.Ladder + 1]}";
                set = "ladder = ladder + 1";
                break;
            case "date":
                if (deed.Day is not { } due) return "请填新的时限";
                if (due < Clock.Today) return "新的时限不能早于今天";
                if (string.IsNullOrWhiteSpace(deed.Approver)) return "调整时限须经批准，请填批准人";
                changes = $"{(item.DueOn is { } old ? Dates.Format(old) : "未定")} → {Dates.Format(due)}";
                set = "due_on = @day";
                break;
            case "transfer":
                var unit = await db.FirstAsync<(Guid Id, string Name, string Path)>("select id, name, locality_path from org.unit where id = @Unit and removed_at is null", new { deed.Unit }, stop);
                if (unit.Id == Guid.Empty) return "请选转给哪个单位";
                if (unit.Id == item.LeadUnitId) return "本来就由这个单位牵头";
                var finding = await rules.CheckAsync(kind.Transfers, new() { Transfers = item.Transfers + 1 }, item.LocalityPath, stop: stop);
                if (finding.IsBroken && string.IsNullOrWhiteSpace(deed.Approver)) return $"{finding.Words}；请由分管领导决定，填批准人";
                changes = $"{item.LeadName} → {unit.Name}";
                await db.ExecuteAsync("update org.work_item set lead_unit_id = @Id, lead_name = @Name, other_path = @Path where id = @item; update org.work_round_item set other_path = @Path where item_id = @item and is_open", new { unit.Id, unit.Name, unit.Path, item = item.Id }, stop);
                await PutPartiesAsync(item.Id, item.LocalityPath, [(unit.Id, unit.Name, unit.Path, true), .. parties.Where(party => !party.IsLead && party.UnitId != unit.Id).Select(party => (party.UnitId, party.Name, party.LocalityPath, false))], stop);
                set = "transfers = transfers + 1";
                break;
            case "back":
                set = $"state = 'open', percent = least(percent, 90), {Undone}";
                break;
            case "check":
                if (item.AppliedBy == db.Actor.Id) return "申请人不能核验自己的申请，请另一人核验";
                if (deed.Result is not null and not ("达到" or "基本达到")) return "没有达到完成标准的，退回办理中";
                set = "state = 'checked', checked_by = @actor, check_result = coalesce(@result, '达到')";
                changes = deed.Result;
                break;
            case "close":
                if (item.AppliedBy == db.Actor.Id) return "申请人不能批准自己的申请，请另一人办";
                if (kind.IsRectification && item.CheckedBy is null) return "先核验再销号";
                if (kind.IsRectification && (deed.Day is not { } look || look <= Clock.Today)) return "请填回头看的日期，晚于今天";
                if (kind.IsRectification && string.IsNullOrWhiteSpace(deed.Approver)) return "销号须经批准，请填批准人";
                if (deed.Result is not ("达到" or "基本达到") && (!kind.IsRectification || deed.Result is { Length: > 0 })) return "请选检查结果；没有达到完成标准的，退回办理中";
                if (item.IsProject && string.IsNullOrWhiteSpace(deed.Review)) return "按项目管理的，请写复盘：做法、效果、要改的";
                set = "state = 'closed', closed_on = @today, look_back_on = @day, consolidated_on = null, check_result = coalesce(@result, check_result), review_words = coalesce(@review, review_words)";
                if (!kind.IsRectification) changes = $"检查结果：{deed.Result}";
                break;
            case "lookback":
                if (item.AppliedBy == db.Actor.Id) return "经办人不能回头看自己办的，请另一人办";
                (var unsaid, set) = WorkLookBack.Becomes(deed.Result, deed.Day);
                if (unsaid is not null) return unsaid;
                changes = deed.Result;
                break;
            default:
                set = "state = 'cancelled'";
                if (string.IsNullOrWhiteSpace(deed.Approver)) return "取消须经批准，请填批准人";
                break;
        }
        if (await db.ExecuteAsync($"update org.work_item set {set}{(set.Contains("version", StringComparison.Ordinal) ? "" : ", version = version + 1")} where id = @Id and version = @version", new { item.Id, version, actor = db.Actor.Id, words = deed.Words.Trim(), today = Clock.Today, day = deed.Day, result = Blank(deed.Result), review = Blank(deed.Review) }, stop) == 0) return Overtaken;
        var at = Manages(place, item.LocalityPath) ? item.LocalityPath : parties.First(party => party.IsLead).LocalityPath;
        await db.ExecuteAsync("insert into org.work_act (id, item_id, locality_path, other_path, kind, on_day, words, approver, changes, entered_by_name) values (@id, @item, @at, @other, @name, @today, @words, @approver, @changes, @by)",
            new { id = Guid.CreateVersion7(), item = item.Id, at, other = parties.FirstOrDefault(party => party.IsLead)?.LocalityPath, name, today = Clock.Today, words = deed.Words.Trim(), approver = Blank(deed.Approver), changes, by = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Step, kind.Id, item.Id, at, item.Title, [new(name, null, changes ?? deed.Words.Trim()), .. deed.Approver is { Length: > 0 } approver ? (Change[])[new("批准人", null, approver)] : []], deed.Words.Trim()), stop);
        return null;
    }

    // ---- rounds

    /// <summary>Opens a round: what is being worked on is asked for, as it stands now; a round of what is urgent asks for that alone.</summary>
    public async Task<string?> OpenRoundAsync(WorkPlace place, WorkPlan plan, string purpose, string title, DateOnly due, CancellationToken stop)
    {
        if (plan.State != "issued") return "印发以后才能调度";
        if (!WorkPlan.Purposes.Has(purpose)) return "请选轮次";
        if (due < Clock.Today) return "截止日期不能早于今天";
        if (await db.FirstAsync<int?>("select number from org.work_round where plan_id = @Id and purpose = @purpose and closed_on is null", new { plan.Id, purpose }, stop) is { } running) return $"第 {running} 轮{WorkPlan.Purposes.NameOf(purpose)}还没有结束";
        var lights = await LightsAsync(place.Kind, plan.LocalityPath, stop);
        if (await WorkRounds.OpenAsync(db, plan.Id, plan.LocalityPath, purpose, title, due, lights, stop) is not { } asked) return Overtaken;
        await db.RecordAsync(new(DeedKind.Create, place.Kind.Id, plan.Id, plan.LocalityPath, $"{plan.Title}　{title}", [new(WorkPlan.Purposes.NameOf(purpose), null, $"{asked} {place.Kind.Counter}，{Dates.Format(due)} 前报告")]), stop);
        return null;
    }

    public async Task<string?> CloseRoundAsync(WorkPlace place, WorkPlan plan, WorkRound round, string? minutes, string? demands, CancellationToken stop)
    {
        if (round.ClosedOn is not null) return "这一轮已经结束";
        if (string.IsNullOrWhiteSpace(minutes)) return "请写调度纪要";
        var lights = await LightsAsync(place.Kind, plan.LocalityPath, stop);
        if (!await WorkRounds.CloseAsync(db, round.Id, plan.Id, minutes.Trim(), Blank(demands), lights, stop)) return "这一轮已经结束";
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, plan.Id, plan.LocalityPath, $"{plan.Title}　{round.Title}", [new("调度", null, $"应报 {round.Asked}，已报 {round.Reported}")], minutes.Trim()), stop);
        return null;
    }
}
