namespace OrgWork.Grassroots;

/// <summary>What an adjustment changes in the registers, from the day it is in force. Members, posts and applicants go with their organisation.</summary>
static class AdjustmentEffects
{
    const string Touched = "version = version + 1, changed_at = now(), changed_by = @actor";

    sealed record One(Guid Id, string Name, string? Code, string LocalityPath, string State, Guid? ParentId, string Kind, int Members, int Children);

    static Task<One?> FindAsync(Db db, Guid id, CancellationToken stop) => db.FirstAsync<One>("""
        select o.id, o.name, o.code, o.locality_path, o.state, o.parent_id, o.kind,
               (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null) as members,
               (select count(*)::int from organisation c where c.parent_id = o.id and c.abolished_on is null and c.removed_at is null) as children
        from organisation o where o.id = @id and o.removed_at is null and o.abolished_on is null
        """, new { id }, stop);

    static Guid? Chosen(CaseFacts facts, string fact) => facts[fact] is { } text ? Guid.Parse(text) : null;

    /// <summary>What cannot be is said when it is asked for, and not when it has been approved.</summary>
    public static async Task<string?> PrepareAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var facts = deed.Facts;
        if (await FindAsync(db, deed.Case.SubjectId, stop) is not { } one) return "这个党组织已经撤销";
        switch (facts["change_kind"])
        {
            case "1" when one.State != "3": return $"{one.Name}已经在册；要设立的，先在党组织名册里登记，组织状态选“筹建”";
            case not "1" when one.State == "3": return $"{one.Name}还在筹建，只能请示设立";
            case "2" when one.Children > 0: return $"{one.Name}还有 {one.Children} 个下级党组织，先办理它们的撤销、合并或隶属变更";
            case "2" when one.Members > 0 && facts["heir_id"] is null: return $"{one.Name}有 {one.Members} 名党员，请选择党员划入哪个党组织";
        }
        foreach (var fact in (string[])["heir_id", "into_id", "new_parent_id", "branch_off_id"])
        {
            if (Chosen(facts, fact) is not { } id) continue;
            if (id == one.Id) return "不能选自己，请另选一个党组织";
            if (await FindAsync(db, id, stop) is not { } other) return "所选的党组织不存在、已撤销，或者不在您的授权范围之内";
            if (fact == "branch_off_id" && other.State != "3") return $"{other.Name}已经在册；分出的党组织先登记为“筹建”";
            if (fact == "new_parent_id" && await IsBelowAsync(db, one.Id, id, stop)) return $"{other.Name}是它的下级，不能改为它的上级";
        }
        if (facts["change_kind"] != "4") return null;
        return (await MovingAsync(db, one.Id, facts["moving_members"]!, stop)).Fault;
    }

    public static async Task<string?> EnforceAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var facts = deed.Facts;
        if (await FindAsync(db, deed.Case.SubjectId, stop) is not { } one) return "这个党组织已经撤销";
        await db.TakesEffectAsync(deed.On, stop);
        var actor = db.Actor.Id;
        string? was = null, became = null;
        var members = one.Members;
        switch (facts["change_kind"])
        {
            case "1":
                await db.ExecuteAsync($"update organisation set state = case when form in ('6', '7', '8', '9') then '2' else '1' end, founded_on = @On, {Touched} where id = @Id", new { one.Id, deed.On, actor }, stop);
                (became, members) = (one.Name, facts.Number("all_members") ?? 0);
                break;
            case "2":
                if (one.Members > 0)
                {
                    if (await FindAsync(db, Chosen(facts, "heir_id") ?? Guid.Empty, stop) is not { } heir) return "党员划入的党组织已经撤销，请退回重新请示";
                    await CarryAsync(db, one.Id, heir.Id, deed.On, null, stop);
                    became = $"党员划入{heir.Name}";
                }
                await AbolishAsync(db, one.Id, null, deed.On, stop);
                was = one.Name;
                break;
            case "3":
                if (await FindAsync(db, Chosen(facts, "into_id")!.Value, stop) is not { } into) return "并入的党组织已经撤销，请退回重新请示";
                await db.ExecuteAsync($"update organisation set parent_id = @above, {Touched} where id = @to and parent_id = @Id", new { one.Id, to = into.Id, above = one.ParentId, actor }, stop);
                await db.ExecuteAsync($"update organisation set parent_id = @to, {Touched} where parent_id = @Id and id <> @to and abolished_on is null", new { one.Id, to = into.Id, actor }, stop);
                await CarryAsync(db, one.Id, into.Id, deed.On, null, stop);
                await AbolishAsync(db, one.Id, into.Id, deed.On, stop);
                (was, became) = (one.Name, into.Name);
                break;
            case "4":
                if (await FindAsync(db, Chosen(facts, "branch_off_id")!.Value, stop) is not { } off) return "分出的党组织已经撤销，请退回重新请示";
                var (moving, fault) = await MovingAsync(db, one.Id, facts["moving_members"]!, stop);
                if (fault is not null) return fault;
                await db.ExecuteAsync($"update organisation set state = '1', founded_on = @On, {Touched} where id = @Id", new { off.Id, deed.On, actor }, stop);
                await CarryAsync(db, one.Id, off.Id, deed.On, moving, stop);
                (was, became, members) = (one.Name, $"分出{off.Name}", moving!.Length);
                await ChangeAsync(db, off.Id, deed, null, $"由{one.Name}分出", members, stop);
                break;
            case "5":
                await RenameAsync(db, one, facts["new_name"]!, facts["new_short_name"], facts["new_code"], one.Kind, stop);
                (was, became) = (Called(one.Name, one.Code), Called(facts["new_name"]!, facts["new_code"] ?? one.Code));
                break;
            case "6":
                if (await FindAsync(db, Chosen(facts, "new_parent_id")!.Value, stop) is not { } parent) return "新的上级党组织已经撤销，请退回重新请示";
                var before = one.ParentId is { } old ? (await FindAsync(db, old, stop))?.Name : null;
                if (facts["moved_code"] is { } code) await RenameAsync(db, one, one.Name, null, code, one.Kind, stop);
                await db.ExecuteAsync($"update organisation set parent_id = @to, {Touched} where id = @Id", new { one.Id, to = parent.Id, actor }, stop);
                (was, became) = (before ?? "无上级", parent.Name);
                break;
            case "7":
                await RenameAsync(db, one, facts["upgraded_name"]!, null, null, facts["new_kind"]!, stop);
                (was, became) = (one.Name, facts["upgraded_name"]);
                break;
        }
        await ChangeAsync(db, one.Id, deed, was, became, members, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", one.Id, one.LocalityPath, one.Name,
            [new(GrassrootsCodes.ChangeKind.NameOf(facts["change_kind"]!), was, became), new("生效日期", null, Dates.Format(deed.On)), new("批复", null, facts["approval_no"]), new("涉及党员", null, $"{members} 人")]), stop);
        return null;
    }

    static string Called(string name, string? code) => code is null ? name : $"{name}（{code}）";

    /// <summary>Members, or the named ones, with their applicants; who held a post leaves it on that day.</summary>
    internal static async Task CarryAsync(Db db, Guid from, Guid to, DateOnly day, Guid[]? only, CancellationToken stop)
    {
        var args = new { from, to, day, only, actor = db.Actor.Id };
        var some = only is null ? "" : " and member_id = any(@only)";
        await db.ExecuteAsync($"update member_post set ended_on = @day, {Touched} where organisation_id = @from and ended_on is null and began_on <= @day{some}", args, stop);
        await db.ExecuteAsync($"update member set organisation_id = @to, {Touched} where organisation_id = @from and left_on is null{(only is null ? "" : " and id = any(@only)")}", args, stop);
        if (only is null) await db.ExecuteAsync($"update applicant set organisation_id = @to, {Touched} where organisation_id = @from and stage < '4'", args, stop);
        await CommitteeBook.FollowAsync(db, from, stop);
    }

    static Task<int> AbolishAsync(Db db, Guid id, Guid? into, DateOnly day, CancellationToken stop) =>
        db.ExecuteAsync($"update organisation set abolished_on = @day, state = '9', merged_into_id = @into, {Touched} where id = @id", new { id, into, day, actor = db.Actor.Id }, stop);

    /// <summary>What it was called stays where it is looked for.</summary>
    static Task<int> RenameAsync(Db db, One one, string name, string? shortName, string? code, string kind, CancellationToken stop) => db.ExecuteAsync($"""
        update organisation set name = @name, name_pinyin = @pinyin, name_initials = @initials, short_name = coalesce(@shortName, case when @name = name then short_name end), code = coalesce(@code, code), kind = @kind,
          former = nullif(concat_ws('；', nullif(former, ''), case when @name <> name then name end, case when @code <> code then code end), ''), {Touched} where id = @Id
        """, new { one.Id, name, pinyin = Pinyin.Of(name), initials = Pinyin.Initials(name), shortName, code, kind, actor = db.Actor.Id }, stop);

    static Task<int> ChangeAsync(Db db, Guid id, StepDeed deed, string? was, string? became, int members, CancellationToken stop) =>
        AddChangeAsync(db, id, deed.Facts["change_kind"]!, deed.Facts["cause"] ?? "9", deed.On, deed.Facts["approval_no"], deed.Facts["approved_by"], deed.Facts.Day("approved_on"), was, became, members, $"调整案 {deed.Case.Number}", stop);

    internal static Task<int> AddChangeAsync(Db db, Guid id, string kind, string cause, DateOnly on, string? number, string? organ, DateOnly? approved, string? was, string? became, int members, string? remark, CancellationToken stop) => db.ExecuteAsync("""
        insert into organisation_change (organisation_id, locality_path, rank_order, kind, cause, effective_on, document_no, approved_by, approved_on, was, became, members, remark, created_by, changed_by)
        select o.id, o.locality_path, -(@on - date '2000-01-01'), @kind, @cause, @on, @number, @organ, @approved, @was, @became, @members, @remark, @actor, @actor from organisation o where o.id = @id
        """, new { id, kind, cause, on, number, organ, approved, was, became, members, remark, actor = db.Actor.Id }, stop);

    static Task<bool> IsBelowAsync(Db db, Guid id, Guid other, CancellationToken stop) => db.FirstAsync<bool>("""
        with recursive line as (select id, parent_id from organisation where id = @other union select o.id, o.parent_id from organisation o join line on o.id = line.parent_id)
        select exists (select from line where id = @id)
        """, new { id, other }, stop);

    /// <summary>Names, each of one member of the branch, or groups, with all of theirs.</summary>
    static async Task<(Guid[]? Ids, string? Fault)> MovingAsync(Db db, Guid from, string typed, CancellationToken stop)
    {
        var all = await db.QueryAsync<(Guid Id, string Name, string? Group)>("select id, name, party_group from member where organisation_id = @from and left_on is null and removed_at is null limit 5000", new { from }, stop);
        HashSet<Guid> ids = [];
        foreach (var word in typed.Split(['、', '，', ',', '；', '\n', '\r', ' ', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var found = all.Where(member => member.Group == word).ToList();
            if (found.Count == 0 && (found = [.. all.Where(member => member.Name == word)]).Count > 1) return (null, $"有 {found.Count} 名党员叫“{word}”，请在党员名册里先按党小组分开，这里写党小组");
            if (found.Count == 0) return (null, $"这个党组织没有叫“{word}”的党员或党小组");
            ids.UnionWith(found.Select(member => member.Id));
        }
        return ids.Count == all.Count ? (null, "全部党员都写上了；整体变动的，请用合并或更名") : ([.. ids], null);
    }
}
