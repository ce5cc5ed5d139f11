namespace OrgWork.Kernel;

/// <summary>
/// A body is given something to do because of a row of a register (要求, 会议决定, 复盘). It is work like any other, issued at once: on the board, on the unit's own page,
/// in rounds and on the ladder; and it says which record it comes of.
/// </summary>
public static class WorkHandOver
{
    /// <summary>Asked to say nothing, or why the row's work is not given out; may write how the row stands from now on.</summary>
    public delegate Task<string?> First(Db db, RowDeed deed, CancellationToken stop);

    /// <summary>The deed of a register that gives its rows' work to a body.</summary>
    /// <param name="register">the register's id, to lead back</param>
    /// <param name="first">a text is why it cannot be</param>
    /// <param name="plan">the plan it becomes part of; without it the year's own of this kind, which is made when it is wanted. No plan is a reason to refuse</param>
    public static RegisterDeed Deed(WorkKind kind, string register, First? first = null, Func<Db, RowDeed, CancellationToken, Task<Guid?>>? plan = null, string id = "task", string title = "交办任务", string? noPlan = null) => new(id, title, kind.ManagePermission)
    {
        Consequence = plan is null ? $"列入今年的{kind.Title}，交给牵头单位签收、填报；超期督办，办结要附佐证、由别人同意" : $"列入{kind.Title}，由牵头单位签收、填报",
        Fields =
        [
            Field.Text("task", kind.ItemNoun, 200).Hinted("不填即用这一条的名称"), Field.LongText("steps", "具体措施", 2000).Required(), Field.Unit("lead", "牵头单位").Required(), Field.Text("person", "责任人", 36).Required(), Field.Date("due_on", "完成时限").Required(), Field.Text("standard", "完成标准", 500).Required(),
        ],
        Done = async (db, deed, stop) =>
        {
            if (deed.Day("due_on") is not { } due || due < Clock.Today) return "完成时限不能早于今天";
            if (first is not null && await first(db, deed, stop) is { } why) return why;
            return await GiveAsync(db, kind, register, deed, plan is null ? await YearAsync(db, kind, deed.LocalityPath, stop) : await plan(db, deed, stop), noPlan, stop);
        },
    };

    /// <summary>Given out without a form, because a step has shown that it is wanted; the values are those of the deed's fields. Null, or why it cannot be.</summary>
    public static async Task<string?> GiveAsync(Db db, WorkKind kind, string register, RowDeed deed, CancellationToken stop) => await GiveAsync(db, kind, register, deed, await YearAsync(db, kind, deed.LocalityPath, stop), null, stop);

    /// <summary>The plan that takes up what is given out during the year, made on first use.</summary>
    static async Task<Guid?> YearAsync(Db db, WorkKind kind, string path, CancellationToken stop)
    {
        var args = new { path, kind = kind.Id, year = Clock.Today.Year, title = $"{Clock.Today.Year} 年{kind.Title}", today = Clock.Today, kind.Cycle };
        await db.ExecuteAsync("insert into org.work_plan (id, locality_path, kind, title, year, state, issued_on, decision, cycle) values (md5(@path || @kind || @year)::uuid, @path, @kind, @title, @year, 'issued', @today, '随事交办', @Cycle) on conflict (id) do nothing", args, stop);
        return await db.FirstAsync<Guid?>("select id from org.work_plan where id = md5(@path || @kind || @year)::uuid and state = 'issued'", args, stop);
    }

    static async Task<string?> GiveAsync(Db db, WorkKind kind, string register, RowDeed deed, Guid? plan, string? noPlan, CancellationToken stop)
    {
        if (plan is not { } into) return noPlan ?? $"今年的{kind.Title}已经总结，不能再交办";
        var title = deed.Text("task") is { Length: > 0 } own ? own : deed.Title;
        var args = new { plan = into, unit = (Guid)deed.Values["lead"]!, title = title[..Math.Min(title.Length, 200)], steps = deed.Text("steps"), standard = deed.Text("standard"), person = deed.Text("person"), due = deed.Day("due_on"), register, deed.Id, source = deed.Title, today = Clock.Today };
        // The same task of the same row is one task, however often the form arrives.
        var given = await db.FirstAsync<(Guid Id, string Path, string Number)>("""
            insert into org.work_item (id, plan_id, locality_path, other_path, plan_title, year, kind, level, rank, number, title, measures, standard, lead_unit_id, lead_name, person, due_kind, due_on, begins_on, state, source_register, source_id, source_title)
            select md5(@Id::text || @title || @unit::text || @due::text)::uuid, p.id, p.locality_path, u.locality_path, p.title, p.year, p.kind, 2, coalesce(l.rank, 0) + 1, (l.n + 1)::text, @title, @steps, @standard, u.id, u.name, @person, '1', @due, case when p.state = 'issued' then @today::date end, case when p.state = 'issued' then 'open' else 'draft' end, @register, @Id, @source
            from org.work_plan p cross join org.unit u cross join lateral (select max(i.rank) as rank, count(*) filter (where i.parent_id is null) as n from org.work_item i where i.plan_id = p.id) l
            where p.id = @plan and u.id = @unit and u.removed_at is null
            on conflict (id) do update set version = work_item.version returning id, locality_path, number
            """, args, stop);
        if (given is var item && item.Id == Guid.Empty) return "牵头单位不在本级和下级的机构名册里";
        await db.ExecuteAsync("insert into org.work_party (item_id, unit_id, locality_path, other_path, name, is_lead) select @item, u.id, u.locality_path, @path, u.name, true from org.unit u where u.id = @unit on conflict do nothing", new { item = item.Id, path = item.Path, args.unit }, stop);
        await db.RecordAsync(new(DeedKind.Create, kind.Id, item.Id, item.Path, args.title, [new("来自", null, deed.Title), new("责任人", null, args.person), new("时限", null, Dates.Format(args.due!.Value))]), stop);
        return null;
    }

    /// <summary>The list of what was given out because of a record, for that record. The view is the module's own: see the README.</summary>
    public static Register Given(WorkKind kind, string module, string view) => new()
    {
        Id = "tasks", Title = kind.Title, Noun = kind.ItemNoun, Counter = kind.Counter, Table = view, ParentColumn = "source_id", ReadPermission = kind.ReadPermission, WritePermission = kind.ManagePermission, IsLedger = true, RowPath = $"{module}/{kind.Id}/item",
        Fields = [Field.Text("title", kind.ItemNoun).Wide(), Field.Text("lead_name", "牵头单位").Listed(), Field.Text("person", "责任人").Listed(), Field.Date("due_on", "完成时限").Listed(), Field.Number("percent", "进度（%）").Listed(), Field.Text("standing", "状态").Listed()],
    };
}
