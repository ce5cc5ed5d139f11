namespace OrgWork.Cadres;

/// <summary>Figures of appointments: who was decided with all four checks passed, and who was vetoed on which ground (I-C14, I-C15).</summary>
static class BatchFigures
{
    const string Group = "任免", Regulation = "党政领导干部选拔任用工作条例";

    static readonly Counted Decided = new()
    {
        Id = "decided-candidates", Title = "提交讨论决定的人选", ReadPermission = Appointing.Read, RecordPath = "cadres/batches/candidate",
        Columns = [Field.Text("batch", "批次"), Field.Text("post", "拟任职务").Wide(), Field.Code("level", "拟任职务层次", StandardCodes.PostLevel), Field.Code("kind", "任免类型", Appointing.Kinds), Field.Date("decided_on", "讨论决定日期"), Field.Number("passed", "凡提四必通过")],
        Sql = """
            select x.id, x.locality_path, x.name as title, b.name as batch, p.title as post, p.level, x.kind, x.decided_on,
                   (select count(distinct k.kind)::int from cadres.appointment_check k where k.candidate_id = x.id and k.kind in ('1', '2', '3', '4') and k.conclusion = '1' and k.answered_on <= x.decided_on and k.removed_at is null) as passed
            from cadres.appointment_candidate x join cadres.appointment_batch b on b.id = x.appointment_batch_id left join cadres.appointment_post p on p.id = x.post_id
            where x.removed_at is null and x.kind in ('1', '2') and x.decided_on between {from} and {day}
            """,
    };

    static readonly Counted Vetoed = new()
    {
        Id = "vetoed-candidates", Title = "一票否决的人选", ReadPermission = Appointing.Open, RecordPath = "cadres/batches/candidate",
        Columns = [Field.Text("batch", "批次"), Field.Code("level", "拟任职务层次", StandardCodes.PostLevel), Field.Code("veto_ground", "否决方面", Appointing.Grounds), Field.Date("vetoed_on", "否决日期"), Field.Text("vetoed_by", "作出否决的机关")],
        Sql = """
            select x.id, x.locality_path, x.name as title, b.name as batch, p.level, x.veto_ground, x.vetoed_on, x.vetoed_by
            from cadres.appointment_candidate x join cadres.appointment_batch b on b.id = x.appointment_batch_id left join cadres.appointment_post p on p.id = x.post_id where x.removed_at is null and (x.state = '3' or x.reopened_on > {day}) and x.vetoed_on between {from} and {day}
            """,
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "four-checks", Title = "凡提四必完成率", Group = Group, Of = Decided, Where = "passed = 4", OutOf = "true", Wanting = "passed < 4", WantingWords = "四必不全的", Period = "年", Formula = "讨论决定时四项审核都已通过的人选 ÷ 当年讨论决定的提拔、进一步使用人选", Source = Regulation, Better = Better.Higher, Red = 100 },
        new() { Id = "vetoed", Title = "一票否决", Group = Group, Of = Vetoed, Period = "年", Formula = "当年因政治、廉洁原因被否决、没有恢复的人选", Source = Regulation },
        .. Appointing.Grounds.Codes.Select(ground => new Figure { Id = "vetoed-" + ground.Value, Title = "其中：" + ground.Name, Group = Group, Of = Vetoed, Where = $"veto_ground = '{ground.Value}'", Period = "年", Formula = $"当年因{ground.Name}被否决、没有恢复的人选", Source = Regulation }),
    ];
}
