namespace OrgWork.Grassroots;

/// <summary>红色研学: bases of education are strung to routes; a branch books a base or a whole route, which plans its theme day; the day held is the booking kept.</summary>
public static class StudyRoutes
{
    public static readonly CodeSet Levels = new("base_level", "级别", "本平台", [new("1", "国家级"), new("2", "省级"), new("3", "市级"), new("4", "县级")]);
    public static readonly CodeSet Conditions = new("base_condition", "现状", "本平台", [new("1", "完好"), new("2", "一般"), new("3", "待修缮")]);
    static readonly CodeSet States = new("study_booking_state", "状态", "本平台", [new("1", "等接待方确认"), new("2", "已确认"), new("3", "不能接待"), new("4", "已取消")]);

    /// <summary>Who was at a base, booked by its keeper or by a branch of its own accord: <c>visited_on</c> and <c>people</c> of one base.</summary>
    /// <param name="place">the base, as an alias of its row</param>
    public static string Arrivals(string place) => $"""
        select x.visited_on, x.people from grassroots.place_visit x where x.teaching_place_id = {place}.id and x.held and x.removed_at is null
        union all select b.held_on, b.people from grassroots.study_booking b where b.teaching_place_id = {place}.id and b.held_on is not null and b.removed_at is null
        union all select b.held_on, b.people from grassroots.study_booking b where b.route_id = {place}.route_id and b.held_on is not null and b.removed_at is null
        """;

    /// <summary>By a branch, of what a place above has made known to it.</summary>
    /// <param name="column">what is booked, as the booking's column</param>
    /// <param name="bases">the bases one will be at, <c>@Id</c> being what is booked</param>
    static RegisterDeed Apply(string title, string column, string bases) => new("apply", title, Education.Edit)
    {
        IsForBelow = true,
        Consequence = "记入研学预约，等接待方确认；计作主题党日的，同时列入支部这一天的主题党日计划，会后照常登记、确认，预约就算到访",
        Fields =
        [
            Field.Row("organisation_id", "党组织", "organisations").Required(), Field.Date("visit_on", "日期").Required(), Field.Number("people", "人数", 1, 100000).Required(),
            Field.Flag("is_theme_day", "计作主题党日").DefaultsTo("1"),
        ],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, organisation = deed.Values["organisation_id"], on = deed.Day("visit_on")!.Value, people = (int)deed.Values["people"]!, title = deed.Title, booking = Guid.NewGuid() };
            if (args.on <= Clock.Today) return "预约的日期应在今天以后";
            var (name, narrow, capacity, isThere, isBranch) = await db.FirstAsync<(string?, string?, int?, bool, bool)>($"""
                select o.name, b.name, b.capacity, exists (select from study_booking s where s.organisation_id = o.id and s.{column} = @Id and s.visit_on = @on and s.state in ('1', '2') and s.removed_at is null), {PartyOrganisations.Branch}
                from organisation o left join lateral (select p.name, p.capacity from teaching_place p where {bases} and p.removed_at is null and p.capacity < @people order by p.capacity, p.id limit 1) b on true
                where o.id = @organisation and o.removed_at is null and o.abolished_on is null
                """, args, stop);
            if (name is null) return "没有这个党组织，或不在您的授权范围内";
            if (narrow is not null) return $"“{narrow}”一次可接待 {capacity} 人，少于预约的 {args.people} 人；请分批预约";
            if (isThere) return $"“{name}”已经预约了 {Dates.Format(args.on)}";
            var isThemeDay = deed.Values.GetValueOrDefault("is_theme_day") is true;
            if (isThemeDay && !isBranch) return "主题党日由党支部开；不是支部的，不勾“计作主题党日”";
            if (await db.FirstAsync<bool>($"select not exists (select from teaching_place p where {bases} and p.removed_at is null)", args, stop)) return "这条线路上还没有基地";
            if (isThemeDay)
                await db.ExecuteAsync("""
                    insert into meeting (id, organisation_id, locality_path, kind, topic, planned_on, place, has_culture, state, created_by, changed_by)
                    select @booking, o.id, o.locality_path, '21', left('到' || @title || '开展主题党日', 100), @on, left(@title, 60), true, '1', org.actor(), org.actor() from organisation o where o.id = @organisation
                    """, args, stop);
            await db.ExecuteAsync($"""
                insert into study_booking (id, locality_path, rank_order, title, organisation_id, {column}, visit_on, people, meeting_id, created_by, changed_by)
                select @booking, o.locality_path, -(@on::date - date '2000-01-01'), left(@title || '　' || o.name, 160), o.id, @Id, @on, @people, {(isThemeDay ? "@booking" : "null")}, org.actor(), org.actor() from organisation o where o.id = @organisation
                """, args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed BookPlace = Apply("支部预约", "teaching_place_id", "p.id = @Id");

    public static readonly Register Routes = new()
    {
        Id = "study-routes", Title = "红色研学线路", Noun = "线路", Counter = "条", Table = "study_route", ReadPermission = Education.Read, WritePermission = Education.Plan,
        Fields = [Field.Text("name", "线路（长廊）", 60).Required().Wide(), Field.Text("theme", "主题", 100).Required().Listed(), Field.LongText("remark", "说明", 500).Listed()],
        Children =
        [
            new()
            {
                Id = "bases", Title = "线上的基地", Noun = "基地", Counter = "个", Table = "teaching_place", ParentColumn = "route_id", IsLedger = true, RowPath = "grassroots/teaching-places", ReadPermission = Education.Read, WritePermission = Education.Edit,
                Fields = [Field.Text("name", "基地", 60).Listed(), Field.Code("level", "级别", Levels).Listed(), Field.Code("condition", "现状", Conditions).Listed(), Field.Number("capacity", "可容纳（人）").Listed(), Field.Text("courses", "课程、主题", 200).Listed()],
            },
        ],
        Deeds = [Apply("支部预约", "route_id", "p.route_id = @Id")],
    };

    public static readonly Register Bookings = new()
    {
        Id = "study-bookings", Title = "研学预约", Noun = "预约", Counter = "次", Table = "study_booking", IsLedger = true, ReadPermission = Education.Read, WritePermission = Education.Edit,
        Fields =
        [
            Field.Text("title", "预约", 160).Wide(), Field.Row("organisation_id", "党组织", "organisations").Listed().Filter(), Field.Row("route_id", "线路", "study-routes").Filter(), Field.Row("teaching_place_id", "基地", "teaching-places").Filter(),
            Field.Date("visit_on", "预约日期").Listed().FirstFilter().Sortable(), Field.Number("people", "人数").Listed(), Field.Code("state", "状态", States).Listed().FirstFilter(), Field.Row("meeting_id", "计作的主题党日", "meetings"), Field.Date("held_on", "到访日期").Listed().Filter(), Field.Text("answer", "接待方的答复", 200),
        ],
        Conditions = [new("等接待方确认", "state=1") { Light = "yellow" }, new("不能接待", "state=3"), new("已到访", "held_on.from=1900.01.01")],
        Deeds =
        [
            new("confirm", "确认接待", Education.Plan)
            {
                Consequence = "预约记为已确认；同一天各基地已确认的人数加起来超过可容纳的，不能确认",
                Fields = [Field.Text("answer", "答复", 200).Hinted("集合时间、讲解员和电话")],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, answer = deed.Text("answer") };
                    var full = await db.FirstAsync<(string? Name, int Capacity, int Booked)>("""
                        select p.name, p.capacity, k.people from study_booking b join teaching_place p on (p.id = b.teaching_place_id or p.route_id = b.route_id) and p.capacity is not null and p.removed_at is null
                        cross join lateral (select coalesce(sum(o.people), 0)::int as people from study_booking o where (o.teaching_place_id = p.id or o.route_id = p.route_id) and o.visit_on = b.visit_on and o.removed_at is null and (o.state = '2' or o.id = b.id)) k
                        where b.id = @Id and k.people > p.capacity order by p.id limit 1
                        """, args, stop);
                    if (full.Name is { } name) return $"“{name}”这一天已确认的加上这一批共 {full.Booked} 人，超过可容纳的 {full.Capacity} 人";
                    return await db.ExecuteAsync("update study_booking set state = '2', answer = nullif(@answer, ''), version = version + 1 where id = @Id and state = '1'", args, stop) == 0 ? "只有等接待方确认的可以确认" : null;
                },
            },
            new("decline", "不能接待", Education.Plan)
            {
                Consequence = "预约记为不能接待，支部那一天还没有开的主题党日计划一并撤下；支部看得到原因",
                Fields = [Field.Text("answer", "原因", 200).Required()],
                Done = (db, deed, stop) => EndAsync(db, deed, "3", "只有还没有到访的预约可以这样答复", stop),
            },
            new("cancel", "取消预约", Education.Edit)
            {
                Consequence = "预约取消，那一天还没有开的主题党日计划一并撤下",
                Fields = [Field.Text("answer", "原因", 200).Required()],
                Done = (db, deed, stop) => EndAsync(db, deed, "4", "只有还没有到访的预约可以取消", stop),
            },
            new("arrived", "登记到访", Education.Plan)
            {
                Consequence = "记入到访日期和实到人数，计入基地的到访；计作主题党日的不用登记，支部确认会议时就是到访",
                Fields = [Field.Date("held_on", "到访日期").Required().Past(), Field.Number("people", "实到人数", 1, 100000).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update study_booking set held_on = @on, people = @people, version = version + 1 where id = @Id and state = '2' and held_on is null and meeting_id is null", new { deed.Id, on = deed.Day("held_on"), people = deed.Values["people"] }, stop) == 0
                    ? "只有已确认、不计作主题党日、还没有登记到访的可以登记" : null,
            },
        ],
    };

    static async Task<string?> EndAsync(Db db, RowDeed deed, string state, string refusal, CancellationToken stop)
    {
        var args = new { deed.Id, state, answer = deed.Text("answer") };
        if (await db.ExecuteAsync("update study_booking set state = @state, answer = @answer, version = version + 1 where id = @Id and state in ('1', '2') and held_on is null", args, stop) == 0) return refusal;
        // The plan goes with what it was for; what has been held stays, whatever became of the booking.
        await db.ExecuteAsync("update meeting m set removed_at = now(), removed_by = org.actor(), removed_reason = '研学预约没有成行：' || @answer, version = m.version + 1 from study_booking b where b.id = @Id and m.id = b.meeting_id and m.state = '1' and m.removed_at is null", args, stop);
        return null;
    }

    public static readonly IReadOnlyList<Register> All = [Routes, Bookings];
}
