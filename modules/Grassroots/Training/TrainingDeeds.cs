namespace OrgWork.Grassroots;

static class TrainingDeeds
{
    // Here and not beside the other code sets: deeds are made before the registers that have them.
    public static readonly CodeSet SessionKinds = new("station_session", "种类", "本平台", [new("1", "会议"), new("2", "党课、讲座"), new("3", "远程教育播放"), new("9", "其他")]);

    /// <summary>On chosen members: they took part in a class. Whose card hangs in a village gets it there too.</summary>
    public static readonly RegisterDeed Attend = new("attend", "登记参加培训", Education.Edit)
    {
        Consequence = "记入每个人的学习台账和本年学时；村（社区）干部同时记到名册的培训里",
        Fields = [Field.Row("class_id", "培训班", "classes").Required(), Field.Number("hours", "实际学时", 1, 2000).Hinted("不填即按培训班学时"), Field.Number("score", "成绩", 0, 100)],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, klass = deed.Values["class_id"], hours = deed.Values.GetValueOrDefault("hours"), score = deed.Values.GetValueOrDefault("score"), today = Clock.Today };
            if (await db.FirstAsync<(DateOnly, int)?>("select began_on, hours from training_class where id = @klass and removed_at is null", args, stop) is not { } one) return "培训班不在您能看到的范围里";
            if (one.Item1 > Clock.Today) return $"培训班 {Dates.Format(one.Item1)} 才开班";
            if (args.hours is int hours && hours > one.Item2) return $"实际学时 {hours} 多于培训班的 {one.Item2} 学时";
            if (await db.ExecuteAsync("""
                insert into study (locality_path, rank_order, title, member_id, organisation_id, class_id, drive_id, category, level, studied_on, hours, score)
                select m.locality_path, -(k.began_on - date '2000-01-01'), k.name, m.id, m.organisation_id, k.id, k.drive_id, k.category, k.level, k.began_on, coalesce(@hours::int, k.hours), @score::int
                from member m, training_class k where m.id = @Id and m.left_on is null and m.removed_at is null and k.id = @klass on conflict (class_id, member_id) where removed_at is null and class_id is not null do nothing
                """, args, stop) == 0) return "已经登记过这一期，或者不在册";
            await db.ExecuteAsync("""
                insert into cadre_training (village_cadre_id, locality_path, rank_order, title, level, began_on, hours, result)
                select c.id, c.locality_path, -(k.began_on - date '2000-01-01'), k.name, k.level, k.began_on, coalesce(@hours::int, k.hours), case when @score::int is not null then @score::int || ' 分' end
                from member m join village_cadre c on c.person_id = m.person_id and c.removed_at is null and c.left_on is null, training_class k where m.id = @Id and k.id = @klass
                """, args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed Judge = new("judge", "登记学员评价", Education.Edit)
    {
        Consequence = "记入这一期的评价，计入主讲人的平均，供下次选课参考",
        Fields = Feedback.Fields,
        Done = async (db, deed, stop) =>
        {
            if (Feedback.Fault(deed) is { } fault) return fault;
            var roll = await db.FirstAsync<int>("select count(*)::int from study where class_id = @Id and removed_at is null", new { deed.Id }, stop);
            if (Feedback.Of(deed, "answers") > roll) return $"收回 {Feedback.Of(deed, "answers")} 份，参训登记的只有 {roll} 人；先登记参训名单";
            return await db.ExecuteAsync("update training_class set answers = @a, useful = @u, prepared = @p, again = @g, version = version + 1 where id = @Id and ended_on <= @today", new { deed.Id, a = Feedback.Of(deed, "answers"), u = Feedback.Of(deed, "useful"), p = Feedback.Of(deed, "prepared"), g = Feedback.Of(deed, "again"), today = Clock.Today }, stop) == 0 ? "培训班还没有结束" : null;
        },
    };

    /// <summary>A study class ends with what was said and what came of it; that stands in the log of everybody who took part.</summary>
    public static readonly RegisterDeed Conclude = new("conclude", "读书班结业", Education.Edit)
    {
        Consequence = "研讨纪要记在班上；学习成果写进每个参训党员的学习台账，交了发言材料的一并注明",
        Fields = [Field.LongText("minutes", "研讨纪要", 8000).Required(), Field.LongText("result", "学习成果", 150).Required().Hinted("一两句话，写进每个人的学习台账")],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, minutes = deed.Text("minutes"), result = deed.Text("result"), today = Clock.Today };
            var counts = await db.FirstAsync<(string Kind, DateOnly EndedOn, string? Mode, bool Helps, int Roll, int Statements)?>("select k.kind, k.ended_on, k.mode, k.helper_unit is not null and k.village_id is not null, (select count(*)::int from study s where s.class_id = k.id and s.removed_at is null), (select count(*)::int from class_statement c where c.training_class_id = k.id and c.removed_at is null) from training_class k where k.id = @Id", args, stop);
            if (counts is not { Kind: "6" } one) return "只有读书班、集中研讨这样结业";
            if (one.EndedOn > Clock.Today) return $"{Dates.Format(one.EndedOn)} 才结束";
            if (one.Mode is null) return "先在培训班里填方式（集中学、到镇村帮助学、实践中学）";
            if (one.Mode == "2" && !one.Helps) return "到镇村帮助学的，先填帮学单位和帮学的村（社区）";
            if (one.Roll == 0) return "还没有登记参训的人";
            if (one.Statements == 0) return "还没有登记发言材料";
            await db.ExecuteAsync("update training_class set minutes = @minutes, result = @result, version = version + 1 where id = @Id", args, stop);
            await db.ExecuteAsync("update study s set words = left(@result || coalesce('；发言：' || (select c.title from class_statement c where c.training_class_id = @Id and c.member_id = s.member_id and c.removed_at is null), ''), 200), version = s.version + 1 where s.class_id = @Id and s.removed_at is null", args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed Book = new("book", "登记来访预约", Education.Edit)
    {
        Consequence = "记入阵地的预约；同一天超过容纳人数的不能预约",
        Fields = [Field.Date("visited_on", "日期").Required(), Field.Text("organisation", "党组织", 100).Required(), Field.Number("people", "人数", 1, 100000).Required(), Field.Text("words", "内容", 200)],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, deed.LocalityPath, on = deed.Day("visited_on"), by = deed.Text("organisation"), people = deed.Values["people"], words = deed.Text("words") };
            var (capacity, booked) = await db.FirstAsync<(int?, int)>("select p.capacity, (select coalesce(sum(v.people), 0)::int from place_visit v where v.teaching_place_id = p.id and v.visited_on = @on and v.removed_at is null) from teaching_place p where p.id = @Id", args, stop);
            if (capacity is { } most && booked + (int)args.people! > most) return $"{Dates.Format(args.on!.Value)} 已预约 {booked} 人，再加 {args.people} 人超过可容纳的 {most} 人";
            await db.ExecuteAsync("insert into place_visit (teaching_place_id, locality_path, rank_order, visited_on, organisation, people, words, held) values (@Id, @LocalityPath, -(@on::date - date '2000-01-01'), @on, @by, @people, @words, @on <= org.today())", args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed Session = new("session", "记一次使用", Education.Edit)
    {
        Consequence = "记入站点的使用；视频在外部平台，这里只留链接",
        Fields = [Field.Text("title", "内容", 100).Required(), Field.Date("held_on", "日期").Required().Past(), Field.Code("kind", "种类", SessionKinds).Required(), Field.Number("people", "参加人数", 1, 100000).Required(), Field.Text("link", "平台链接", 200)],
        Done = async (db, deed, stop) => await db.ExecuteAsync("insert into station_session (teaching_place_id, locality_path, rank_order, title, held_on, kind, people, link, created_by, changed_by) select p.id, p.locality_path, -(@on::date - date '2000-01-01'), @title, @on, @kind, @people::int, nullif(@link, ''), org.actor(), org.actor() from teaching_place p where p.id = @Id and p.kind = '5'", new { deed.Id, on = deed.Day("held_on"), title = deed.Text("title"), kind = deed.Text("kind"), people = deed.Values["people"], link = deed.Text("link") }, stop) == 0 ? "只有远程教育站点这样登记" : null,
    };

    public static readonly RegisterDeed Fault = new("fault", "报修", Education.Edit)
    {
        Consequence = "站点记为不能用，故障列入报修，到期没有修好的亮红灯",
        Fields = [Field.Text("words", "故障", 200).Required(), Field.Date("found_on", "报修日期").Required().Past(), Field.Text("handler", "维修单位", 60).Required(), Field.Date("due_on", "修复期限").Required()],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, on = deed.Day("found_on"), words = deed.Text("words"), handler = deed.Text("handler"), due = deed.Day("due_on") };
            if (args.due < args.on) return "修复期限早于报修日期";
            if (await db.ExecuteAsync("update teaching_place set is_working = false, tested_on = greatest(tested_on, @on), version = version + 1 where id = @Id and kind = '5'", args, stop) == 0) return "只有远程教育站点这样报修";
            await db.ExecuteAsync("insert into station_fault (teaching_place_id, locality_path, rank_order, words, found_on, handler, due_on, created_by, changed_by) select p.id, p.locality_path, -(@on::date - date '2000-01-01'), @words, @on, @handler, @due, org.actor(), org.actor() from teaching_place p where p.id = @Id", args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed Fix = new("fix", "登记修复", Education.Edit)
    {
        Consequence = "这一天以前报的故障都到这一天为止；没有别的故障的，站点记为能用",
        Fields = [Field.Date("fixed_on", "修复日期").Required().Past(), Field.Text("result", "处理情况", 200).Required()],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, on = deed.Day("fixed_on"), words = deed.Text("result") };
            if (await db.ExecuteAsync("update station_fault set fixed_on = @on, result = @words, version = version + 1 where teaching_place_id = @Id and fixed_on is null and found_on <= @on and removed_at is null", args, stop) == 0) return "没有待修的故障，或日期早于报修日期";
            await db.ExecuteAsync("update teaching_place set is_working = not exists (select from station_fault f where f.teaching_place_id = @Id and f.fixed_on is null and f.removed_at is null), tested_on = greatest(tested_on, @on), version = version + 1 where id = @Id", args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed Test = new("test", "登记检测", Education.Edit)
    {
        Consequence = "记下站点设备能不能用；不能用的亮红灯，直到修好再检测",
        Fields = [Field.Date("tested_on", "检测日期").Required().Past(), Field.Flag("is_working", "能用")],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update teaching_place set tested_on = @on, is_working = @works, version = version + 1 where id = @Id and (tested_on is null or tested_on <= @on)", new { deed.Id, on = deed.Day("tested_on"), works = deed.Values.GetValueOrDefault("is_working") is true }, stop) == 0 ? "日期早于上次检测" : null,
    };
}
