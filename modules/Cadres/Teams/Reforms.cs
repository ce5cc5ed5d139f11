namespace OrgWork.Cadres;

/// <summary>机构改革人员与职务转接 (C2.14): which team follows which, and on the day everybody of the old teams either sits in a new one, or stands on the list of those still to be placed until nobody does.</summary>
static class Reforms
{
    const string Read = TeamYears.Read, Write = TeamYears.Write;

    static readonly CodeSet States = new("reform_state", "状态", "本平台", [new("1", "准备"), new("2", "转接中"), new("3", "完成")]);
    static readonly CodeSet Placed = new("reform_person_state", "状态", "本平台", [new("1", "待安置"), new("2", "转接到新班子"), new("3", "另行安排")]);

    public static readonly Register Register = new()
    {
        Id = "reforms", Title = "机构改革", Noun = "机构改革", Counter = "项", Table = "reform", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "机构改革", 100).Required().Wide(), Field.Date("effective_on", "生效日期").Required().Listed().Filter().Sortable(), Field.Text("document_no", "文号", 60).Required().Listed(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("prepared_on", "转接日期").Listed().ByDeed(), Field.Date("closed_on", "完成日期").Listed().ByDeed(),
        ],
        Conditions = [new("准备", "state=1"), new("转接中", "state=2") { Light = "yellow" }, new("完成", "state=3") { Light = "green" }],
        Children = [Units, PeopleOf], Deeds = [Carry, Close],
    };

    static Register Units => new()
    {
        Id = "units", Title = "机构承继", Noun = "承继关系", Counter = "条", Table = "reform_unit", ParentColumn = "reform_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("words", "承继的职能", 200).Required().Listed(), (Field.Row("old_team_id", "原班子", "teams") with { IsRequired = true, IsListed = true }), (Field.Row("new_team_id", "承继的班子", "teams") with { IsRequired = true, IsListed = true }), Field.Number("approved", "新核定职数", 0, 200).Listed(), Field.Text("quota_no", "核定文号", 60).Hinted("填了新核定职数的必填")],
    };

    static Register PeopleOf => new()
    {
        Id = "people", Title = "人员", Noun = "人员", Counter = "人", Table = "reform_person", ParentColumn = "reform_id", IsLedger = true, ReadPermission = Read, WritePermission = Write, RowPath = "cadres/reform-people",
        Fields = [Field.Text("name", "姓名").Listed(), Field.Text("old_team", "原班子").Listed(), Field.Text("old_post", "原职位").Listed(), Field.Code("state", "状态", Placed).Listed(), Field.Text("new_team", "新班子").Listed(), Field.Text("new_post", "新职位").Listed(), Field.Date("placed_on", "安置日期").Listed()],
    };

    public static readonly Register People = new()
    {
        Id = "reform-people", Title = "改革人员安置", Noun = "人员", Counter = "人", Table = "reform_person", ReadPermission = Read, WritePermission = Write, IsLedger = true,
        Fields =
        [
            Field.Text("name", "姓名").Listed().ByDeed(), (Field.Row("reform_id", "机构改革", "reforms") with { IsListed = true }).FirstFilter().ByDeed(), Field.Row("cadre_id", "干部", "files").ByDeed(), Field.Text("old_team", "原班子").Listed().ByDeed(), Field.Text("old_post", "原职位").Wide().ByDeed(),
            Field.Code("state", "状态", Placed).Listed().FirstFilter().ByDeed(), Field.Text("new_team", "新班子").Listed().ByDeed(), Field.Text("new_post", "新职位").Listed().ByDeed(), Field.Date("placed_on", "安置日期").Listed().ByDeed(), Field.Text("words", "说明").ByDeed(),
        ],
        Conditions = [new("待安置", "state=1") { Light = "red" }, new("转接到新班子", "state=2") { Light = "green" }, new("另行安排", "state=3")],
        Deeds = [Place, Elsewhere],
    };

    sealed record Holder(Guid PostId, Guid CadreId, string Name, string Path, string OldTeam, string OldPost, Guid OldTeamId, Guid OldSeatId);
    sealed record Free(Guid SeatId, Guid TeamId, string Team, string Post, string? Level, Guid? UnitId, string? Unit, string Path);

    /// <summary>On the day: old seats close, what is approved anew holds, whoever finds a vacant post of the same name in a team that follows goes there, the others are to be placed.</summary>
    static RegisterDeed Carry => new("carry", "转接", Write)
    {
        Consequence = "自生效日期起：原班子的职位撤销、任职结束；承继的班子里有同名空缺职位的，人员和职务一并转接，新核定职数生效；其余列入待安置名单，直到清零",
        Done = CarryAsync,
    };

    static async Task<string?> CarryAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        if (await db.FirstAsync<(DateOnly On, string No, string State)?>("select effective_on, document_no, state from reform where id = @Id", new { deed.Id }, stop) is not { State: "1" } reform) return "已经转接";
        if (reform.On > Clock.Today) return $"生效日期 {Dates.Format(reform.On)} 还没有到";
        var pairs = await db.QueryAsync<(Guid Old, Guid New, int? Approved, string? No)>("select old_team_id, new_team_id, approved, quota_no from reform_unit where reform_id = @Id and removed_at is null", new { deed.Id }, stop);
        if (pairs.Count == 0) return "还没有登记机构承继关系";
        var args = new { deed.Id, reform.On, reform.No, olds = pairs.Select(pair => pair.Old).Distinct().ToArray(), news = pairs.Select(pair => pair.New).Distinct().ToArray(), actor = db.Actor.Id };
        if (args.olds.Intersect(args.news).Any()) return "一个班子不能又是原班子、又是承继的班子";
        if (await db.FirstAsync<string>("select c.name from cadre_post p join team_seat s on s.id = p.seat_id join cadre c on c.id = p.cadre_id where s.team_id = any(@olds) and p.removed_at is null and p.ended_on is null and p.began_on >= @On limit 1", args, stop) is { } late) return $"{late}在生效日期以后才到原班子任职，请先核对任职记录";
        var people = await db.QueryAsync<Holder>("select p.id as post_id, c.id as cadre_id, c.name, c.locality_path as path, t.name as old_team, s.post as old_post, t.id as old_team_id, s.id as old_seat_id from cadre_post p join team_seat s on s.id = p.seat_id join team t on t.id = s.team_id join cadre c on c.id = p.cadre_id and c.removed_at is null where t.id = any(@olds) and p.removed_at is null and p.ended_on is null order by p.is_main desc, t.locality_path, t.rank_order, s.rank_order, s.id", args, stop);
        foreach (var one in people.DistinctBy(person => person.CadreId))
            if (await Keeping.BelowAsync(db, one.CadreId, stop) is { } keeper) return $"{one.Name}由{keeper}管理，请由{keeper}在本级页面转接";
        var free = (await db.QueryAsync<Free>("select s.id as seat_id, t.id as team_id, t.name as team, s.post, s.level, t.unit_id, u.name as unit, t.locality_path as path from team_seat s join team t on t.id = s.team_id left join org.unit u on u.id = t.unit_id where t.id = any(@news) and s.removed_at is null and s.opened_on <= @On and s.closed_on is null and not exists (select from cadre_post p where p.seat_id = s.id and p.removed_at is null and (p.ended_on is null or p.ended_on > @On)) order by s.rank_order, s.id", args, stop)).ToList();
        await db.TakesEffectAsync(reform.On, stop);
        await db.ExecuteAsync("update cadre_post set ended_on = @On, state = '0', removal_document_no = @No, version = version + 1, changed_at = now(), changed_by = @actor where id = any(@posts)", new { args.On, args.No, args.actor, posts = people.Select(one => one.PostId).ToArray() }, stop);
        await db.ExecuteAsync("update team_seat set closed_on = greatest(@On, opened_on), version = version + 1, changed_at = now(), changed_by = @actor where team_id = any(@olds) and removed_at is null and closed_on is null", args, stop);
        foreach (var pair in pairs.Where(pair => pair.Approved is not null).DistinctBy(pair => pair.New))
        {
            await db.ExecuteAsync("update team_quota set ended_on = @On, version = version + 1, changed_at = now(), changed_by = @actor where team_id = @New and level is null and removed_at is null and began_on < @On and (ended_on is null or ended_on > @On)", new { args.On, args.actor, pair.New }, stop);
            await db.ExecuteAsync("insert into team_quota (team_id, locality_path, approved, document_no, began_on, created_by) select t.id, t.locality_path, @Approved, @No, @On, @actor from team t where t.id = @New and not exists (select from team_quota q where q.team_id = t.id and q.level is null and q.removed_at is null and q.began_on >= @On)", new { args.On, args.actor, pair.New, pair.Approved, pair.No }, stop);
        }
        // Each post by itself: who holds two finds two, or waits for the one that is not there. Principal posts come first, so that they stay what they are.
        foreach (var one in people)
        {
            var seat = free.Find(at => at.Post == one.OldPost && pairs.Any(pair => pair.Old == one.OldTeamId && pair.New == at.TeamId));
            await db.ExecuteAsync("insert into reform_person (locality_path, rank_order, name, reform_id, cadre_id, old_team, old_post, old_seat_id, state, new_team, new_post, new_seat_id, placed_on, created_by, changed_by) values (@LocalityPath, (select count(*)::int from reform_person where reform_id = @Id), @Name, @Id, @CadreId, @OldTeam, @OldPost, @OldSeatId, @state, @team, @post, @seatId, @placed, @actor, @actor)",
                new { deed.LocalityPath, deed.Id, one.Name, one.CadreId, one.OldTeam, one.OldPost, one.OldSeatId, seatId = seat?.SeatId, state = seat is null ? "1" : "2", team = seat?.Team, post = seat?.Post, placed = seat is null ? (DateOnly?)null : reform.On, args.actor }, stop);
            if (seat is null)
            {
                await db.ExecuteAsync("update cadre set is_team_member = false, version = version + 1, changed_at = now(), changed_by = @actor where id = @CadreId and not exists (select from cadre_post p where p.cadre_id = @CadreId and p.seat_id is not null and p.ended_on is null and p.removed_at is null)", new { one.CadreId, args.actor }, stop);
                await db.RecordAsync(new(DeedKind.Update, "files", one.CadreId, one.Path, one.Name, [new("机构改革", $"{one.OldTeam}　{one.OldPost}", "待安置"), new("文号", null, reform.No)]), stop);
                continue;
            }
            free.Remove(seat);
            await SeatAsync(db, one.CadreId, one.Name, one.Path, seat, reform.On, reform.No, stop);
        }
        await db.ExecuteAsync("update reform set state = '2', prepared_on = @today, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { deed.Id, today = Clock.Today, args.actor }, stop);
        return null;
    }

    static async Task SeatAsync(Db db, Guid cadre, string name, string path, Free seat, DateOnly on, string no, CancellationToken stop)
    {
        var isMain = await db.FirstAsync<bool>("""
            insert into cadre_post (cadre_id, locality_path, rank_order, post_name, unit_name, unit_id, level, began_on, state, is_main, method, document_no, seat_id, created_by, changed_by)
            select c.id, c.locality_path, coalesce((select max(p.rank_order) from cadre_post p where p.cadre_id = c.id), 0) + 1, @Post, coalesce(@Unit, @Team), @UnitId, coalesce(@Level, c.level), @on, '1', not exists (select from cadre_post m where m.cadre_id = c.id and m.is_main and m.ended_on is null and m.removed_at is null), '1', @no, @SeatId, @actor, @actor from cadre c where c.id = @cadre returning is_main
            """, new { cadre, seat.Post, seat.Unit, seat.Team, seat.UnitId, seat.Level, seat.SeatId, on, no, actor = db.Actor.Id }, stop);
        // The file is kept by the place of the unit one serves in, and says every post that is held.
        await db.ExecuteAsync("""
            update cadre c set post_title = (select string_agg(case when starts_with(p.post_name, p.unit_name) then p.post_name else p.unit_name || p.post_name end, '、' order by p.is_main desc, p.rank_order, p.id) from cadre_post p where p.cadre_id = c.id and p.removed_at is null and p.ended_on is null),
              unit_id = case when @isMain then coalesce(@UnitId, c.unit_id) else c.unit_id end, locality_path = case when @isMain then @Path else c.locality_path end, post_began_on = case when @isMain then @on else c.post_began_on end, is_team_member = true, version = version + 1, changed_at = now(), changed_by = @actor where c.id = @cadre
            """, new { cadre, isMain, seat.UnitId, seat.Path, on, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "files", cadre, path, name, [new("机构改革转任", null, $"{seat.Team}　{seat.Post}"), new("文号", null, no)]), stop);
    }

    static RegisterDeed Place => new("place", "安置到新班子", Write)
    {
        Consequence = "人员到承继班子的空缺职位上任职；职位名称照班子台账填写",
        Fields = [Field.Text("post", "新职位", 120).Required().Hinted("承继班子里空缺的职位，如 副局长"), Field.Date("placed_on", "安置日期").Required().Past(), Field.Text("document_no", "任职文号", 60).Required()],
        Done = async (db, deed, stop) =>
        {
            var (on, post) = (deed.Day("placed_on")!.Value, deed.Text("post")!.Trim());
            if (await db.FirstAsync<(Guid Cadre, string Name, string Path, DateOnly From, string State)?>("select r.cadre_id, r.name, c.locality_path, f.effective_on, r.state from reform_person r join reform f on f.id = r.reform_id join cadre c on c.id = r.cadre_id where r.id = @Id", new { deed.Id }, stop) is not { State: "1" } one) return "已经安置";
            if (on < one.From) return $"安置不能早于改革生效的 {Dates.Format(one.From)}";
            var seat = await db.FirstAsync<Free>("""
                select s.id as seat_id, t.id as team_id, t.name as team, s.post, s.level, t.unit_id, u.name as unit, t.locality_path as path from reform_person r join reform_unit x on x.reform_id = r.reform_id and x.removed_at is null join team t on t.id = x.new_team_id join team_seat s on s.team_id = t.id left join org.unit u on u.id = t.unit_id
                where r.id = @Id and s.post = @post and s.removed_at is null and s.closed_on is null and s.opened_on <= @on and not exists (select from cadre_post p where p.seat_id = s.id and p.removed_at is null and (p.ended_on is null or p.ended_on > @on)) order by s.rank_order, s.id limit 1
                """, new { deed.Id, post, on }, stop);
            if (seat is null) return $"承继的班子里没有空缺的“{post}”";
            if (await Keeping.BelowAsync(db, one.Cadre, stop) is { } keeper) return $"{one.Name}由{keeper}管理，请由{keeper}在本级页面安置";
            if (await db.ExecuteAsync("update reform_person set state = '2', new_team = @Team, new_post = @Post, new_seat_id = @SeatId, placed_on = @on, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1'", new { deed.Id, seat.Team, seat.Post, seat.SeatId, on, actor = db.Actor.Id }, stop) == 0) return "已经安置";
            await db.TakesEffectAsync(on, stop);
            await SeatAsync(db, one.Cadre, one.Name, one.Path, seat, on, deed.Text("document_no")!, stop);
            return null;
        },
    };

    static RegisterDeed Elsewhere => OneStatement.Deed("elsewhere", "另行安排", Write, "转任非领导职务、到龄退出或到别处任职的，写明去向，不再列为待安置", "update reform_person set state = '3', placed_on = @placed_on, words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", "已经安置", Field.Date("placed_on", "安置日期").Required().Past(), Field.Text("words", "去向和依据", 300).Required());

    static RegisterDeed Close => new("close", "完成", Write)
    {
        Consequence = "待安置人员清零以后才能完成",
        Fields = [Field.Date("closed_on", "完成日期").Required().Past()],
        Done = async (db, deed, stop) => await db.FirstAsync<int>("select count(*)::int from reform_person where reform_id = @Id and state = '1' and removed_at is null", new { deed.Id }, stop) is var open and > 0 ? $"还有 {open} 人待安置"
            : await db.ExecuteAsync("update reform set state = '3', closed_on = @closed_on, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2' and effective_on <= @closed_on", OneStatement.Said(db, deed), stop) == 0 ? "还没有转接，或已经完成" : null,
    };
}
