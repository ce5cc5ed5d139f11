namespace OrgWork.Cadres;

/// <summary>
/// Information sets of which a cadre has many rows: 职务层次和职级 (A05), 专业技术任职资格 (A06), 奖励 (A14). What a deed decides writes its row in the same transaction;
/// the texts of the form are proposed from the rows. Measures have a register of their own, which is guarded.
/// </summary>
public static class InformationSets
{
    public static readonly CodeSet Awards = new("cadre_award", "奖励", "ZB65", [.. StandardCodes.Award.Codes.Where(code => code.Value.StartsWith("01", StringComparison.Ordinal))]);

    /// <summary>The series met among cadres; the last digit is the grade: 1 正高, 2 副高, 3 中级, 4 助理, 5 员级.</summary>
    static readonly CodeSet Titles = new("professional_title", "专业技术任职资格", "GB/T 8561-2001", [.. Read("""
        011 教授; 012 副教授; 013 讲师（高校）; 014 助教; 051 正高级教师; 052 高级教师; 053 一级教师; 054 二级教师; 055 三级教师
        081 正高级工程师; 082 高级工程师; 083 工程师; 084 助理工程师; 085 技术员; 091 农业技术推广研究员; 092 高级农艺师; 093 农艺师; 094 助理农艺师; 095 农业技术员
        121 正高级经济师; 122 高级经济师; 123 经济师; 124 助理经济师; 125 经济员; 131 正高级会计师; 132 高级会计师; 133 会计师; 134 助理会计师; 135 会计员; 141 正高级统计师; 142 高级统计师; 143 统计师; 144 助理统计师; 145 统计员
        151 编审; 152 副编审; 153 编辑; 154 助理编辑; 191 高级记者; 192 主任记者; 193 记者; 194 助理记者; 231 主任医师; 232 副主任医师; 233 主治医师; 234 医师; 235 医士
        391 一级律师; 392 二级律师; 393 三级律师; 394 四级律师; 611 研究员; 612 副研究员; 613 助理研究员; 614 研究实习员; 661 研究馆员（档案）; 662 副研究馆员（档案）; 663 馆员（档案）; 664 助理馆员（档案）
        681 正高级审计师; 682 高级审计师; 683 审计师; 684 助理审计师; 981 正高级政工师; 982 高级政工师; 983 政工师; 984 助理政工师; 985 政工员
        """)]);
    static readonly CodeSet Ways = new("title_way", "取得途径", "ZB24", [new("1", "评审"), new("2", "考试"), new("3", "特批"), new("4", "考核认定"), new("9", "其他")]);

    static readonly CodeSet OrganNatures = new("award_organ", "批准机关性质", "ZB128", [.. Read("""
        10 党委、政府; 11 中共中央; 12 国务院; 13 省（市、区）党委; 14 省（市、区）政府; 15 市（地、州、盟）党委; 16 市（地、州、盟）政府; 17 县（市、区、旗）党委; 18 县（市、区、旗）政府
        20 公务员主管部门; 21 中央公务员主管部门; 22 省（市、区）公务员主管部门; 23 市（地、州、盟）公务员主管部门; 24 县（市、区、旗）公务员主管部门; 30 其他
        """)]);

    static IEnumerable<Code> Read(string lines) => lines.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ', 2)).Select(pair => new Code(pair[0], pair[1]));

    /// <summary>What a row of one of the sets is called: a name as written, or that of its code.</summary>
    public static string NameOf(string said) => new[] { StandardCodes.PostLevel, StandardCodes.Rank, Titles, Awards }.FirstOrDefault(set => set.Has(said))?.NameOf(said) ?? said;

    const string May = "cadres.files.read", Edit = "cadres.files.edit";

    public static Register Levels => new()
    {
        Id = "levels", Title = "职务层次和职级", Noun = "层次或职级", Counter = "条", Table = "cadre_level", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "began_on", LastedColumn = "ended_on", ReadPermission = May, WritePermission = Edit,
        Fields = [Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed().Hinted("职务层次和职级只填一项"), Field.Code("rank", "职级", StandardCodes.Rank).Listed(), Field.Date("began_on", "批准日期").Required().Listed().Past(), Field.Date("ended_on", "终止日期").Listed().Past(), Field.Text("document_no", "批准文号", 60).Listed()],
    };

    public static Register ProfessionalTitles => new()
    {
        Id = "titles", Title = "专业技术任职资格", Noun = "资格", Counter = "项", Table = "cadre_title", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "gained_on", ReadPermission = May, WritePermission = Edit,
        Fields = [Field.Code("title", "资格", Titles).Required().Listed(), Field.Text("name", "资格名称", 60).Listed().Hinted("与列表名称不同时填，如 高级工程师（水利）"), Field.Date("gained_on", "取得日期").Required().Listed().Past(), Field.Code("way", "取得途径", Ways), Field.Text("body", "评审委员会", 100).Listed(), Field.Text("document_no", "证书编号", 60)],
    };

    public static Register AwardRows => new()
    {
        Id = "awards", Title = "奖励", Noun = "奖励", Counter = "项", Table = "cadre_award", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "approved_on", ReadPermission = May, WritePermission = Edit,
        Fields = [Field.Code("award", "奖励", Awards).Required().Listed(), Field.Text("name", "奖励名称", 100).Listed().Hinted("荣誉称号等写全称"), Field.Date("approved_on", "批准日期").Required().Listed().Past(), Field.Text("organ", "批准机关", 60).Listed(), Field.Code("organ_level", "批准机关级别", StandardCodes.UnitLevel), Field.Code("organ_nature", "批准机关性质", OrganNatures), Field.Code("level_then", "受奖时职务层次", StandardCodes.PostLevel), Field.Text("document_no", "文号", 60).Listed(), Field.Date("revoked_on", "撤销日期").Past()],
    };

    /// <summary>What stands in the rows and not yet in the texts of the form is added to them; what was written there stays.</summary>
    public static readonly RegisterDeed Propose = new("propose-texts", "拟写奖惩和职称", Edit)
    {
        Consequence = "把“奖励”“专业技术任职资格”里登记了、审批表文字里还没有的补进“奖惩情况”“专业技术职务”；原来写的不动",
        Fields = [],
        Done = async (db, deed, stop) =>
        {
            var (rewards, title) = await db.FirstAsync<(string?, string?)>("select rewards, technical_title from cadre where id = @Id", new { deed.Id }, stop);
            var awards = await db.QueryAsync<(string Award, string? Name, DateOnly On, string? Organ)>("select award, name, approved_on, organ from cadre_award where cadre_id = @Id and revoked_on is null and removed_at is null order by approved_on, id", new { deed.Id }, stop);
            var titles = await db.QueryAsync<(string Title, string? Name)>("select title, name from cadre_title where cadre_id = @Id and removed_at is null order by gained_on desc, id limit 1", new { deed.Id }, stop);
            var added = awards.Select(one => $"{one.On.Year}年{one.On.Month}月{(one.Organ is { } organ ? $"经{organ}批准" : "")}{one.Name ?? Awards.NameOf(one.Award)}").Where(line => rewards?.Contains(line, StringComparison.Ordinal) != true).ToList();
            var text = added.Count == 0 ? rewards : string.Join('；', [.. string.IsNullOrWhiteSpace(rewards) ? [] : (string[])[rewards.TrimEnd('。', '；', ' ')], .. added]) + "。";
            var named = titles.Count == 0 ? title : titles[0].Name ?? Titles.NameOf(titles[0].Title);
            if (text == rewards && named == title) return "登记的都已在文字里";
            await db.ExecuteAsync("update cadre set rewards = @text, technical_title = @named, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, text, named, by = db.Actor.Id }, stop);
            deed.Told.AddRange([new("奖惩情况", rewards, text), new("专业技术职务", title, named)]);
            return null;
        },
    };

    /// <summary>The level or rank before ends on the day the new one is approved.</summary>
    public static async Task RiseAsync(Db db, Guid cadre, string? level, string? rank, DateOnly day, string? document, CancellationToken stop)
    {
        var said = new { cadre, level, rank, day, document, actor = db.Actor.Id };
        await db.ExecuteAsync("update cadre_level set ended_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where cadre_id = @cadre and (rank is null) = (@rank::text is null) and ended_on is null and began_on <= @day and removed_at is null and (level, rank) is distinct from (@level, @rank)", said, stop);
        await db.ExecuteAsync("""
            insert into cadre_level (cadre_id, locality_path, rank_order, level, rank, began_on, document_no, created_by, changed_by)
            select c.id, c.locality_path, coalesce((select max(x.rank_order) from cadre_level x where x.cadre_id = c.id), 0) + 1, @level, @rank, @day, @document, @actor, @actor from cadre c
            where c.id = @cadre and not exists (select from cadre_level x where x.cadre_id = c.id and (x.rank is null) = (@rank::text is null) and x.ended_on is null and x.removed_at is null)
            """, said, stop);
    }

    public static Task AwardAsync(Db db, Guid cadre, string award, DateOnly day, string? organ, string? document, CancellationToken stop) => db.ExecuteAsync("""
        insert into cadre_award (cadre_id, locality_path, rank_order, award, approved_on, organ, document_no, created_by, changed_by)
        select c.id, c.locality_path, coalesce((select max(x.rank_order) from cadre_award x where x.cadre_id = c.id), 0) + 1, @award, @day, @organ, @document, @actor, @actor from cadre c where c.id = @cadre
        """, new { cadre, award, day, organ, document, actor = db.Actor.Id }, stop);
}
