namespace OrgWork.Kernel;

public static partial class StandardCodes
{
    // The edition of 2017 and later. Older files have 0101 国家级正职 … 0199 其他, in the same order and with the same names.
    public static CodeSet PostLevel { get; } = Set("post_level", "职务层次", "ZB09（2017 年以后版本）", """
        1A01 国家级正职; 1A02 国家级副职; 1A11 省部级正职; 1A12 省部级副职; 1A21 厅局级正职; 1A22 厅局级副职
        1A31 县处级正职; 1A32 县处级副职; 1A41 乡科级正职; 1A42 乡科级副职; 1A50 科员; 1A60 办事员; 1A98 试用期; 1A99 其他
        """);

    public static CodeSet InstitutionGrade { get; } = Set("institution_grade", "事业单位岗位等级", "ZB09", """
        0811 管理一级; 0812 管理二级; 0821 管理三级; 0822 管理四级; 0831 管理五级（正处级）; 0832 管理六级（副处级）
        0841 管理七级（正科级）; 0842 管理八级（副科级）; 0850 管理九级; 0860 管理十级
        0311 专业技术一级; 0312 专业技术二级; 0313 专业技术三级; 0314 专业技术四级; 0321 专业技术五级; 0322 专业技术六级; 0323 专业技术七级
        0331 专业技术八级; 0332 专业技术九级; 0333 专业技术十级; 0341 专业技术十一级; 0342 专业技术十二级; 0351 专业技术十三级
        """);

    // ZB148 numbers are not published: ours follow the ladder, and data from elsewhere is matched by name.
    public static CodeSet Rank { get; } = Set("rank", "职级", "公务员职务与职级并行规定（2019），本平台编号", """
        R01 一级巡视员; R02 二级巡视员; R03 一级调研员; R04 二级调研员; R05 三级调研员; R06 四级调研员
        R07 一级主任科员; R08 二级主任科员; R09 三级主任科员; R10 四级主任科员; R11 一级科员; R12 二级科员
        """);

    public static CodeSet PersonKind { get; } = Set("person_kind", "人员类别", "ZB125", """
        1 综合管理类公务员; 2 专业技术类公务员; 3 行政执法类公务员; 5 参照管理的机关工作人员; 6 参照管理的事业工作人员
        61 参照管理事业人员（综合管理类）; 62 参照管理事业人员（专业技术类）; 63 参照管理事业人员（行政执法类）
        7 事业单位管理人员; 8 事业单位专业技术人员; A0 机关工勤人员; A1 事业单位工勤人员; A2 临时人员; A4 企业管理人员; A5 企业技术人员; A6 企业工勤人员
        B1 法官; B2 检察官; B3 执法勤务警员; B4 警务技术人民警察; B5 在机关工作的事业编制人员
        """);

    public static CodeSet ManagementState { get; } = Set("management_state", "人员管理状态", "ZB126", "1 现职人员; 2 离退人员; 3 调出人员; 4 已去世; 5 其他人员");
    public static CodeSet ManagementPower { get; } = Set("management_power", "管理类别", "ZB130", "01 中央管理干部; 02 省级党委管理干部; 03 市级党委管理干部; 04 县级党委管理干部; 09 其他");
    public static CodeSet Establishment { get; } = Set("establishment", "编制类型", "ZB135", "1 行政编制; 2 参公事业编制; 3 事业编制; 4 其他");
    public static CodeSet TeamSeat { get; } = Set("team_seat", "成员类别", "ZB129", "1 正职; 3 副职; Z 其他");
    public static CodeSet SelectionMethod { get; } = Set("selection_method", "选拔任用方式", "ZB122", "1 委任; 11 公开选拔; 12 竞争上岗; 19 其它; 2 选任; 3 聘任");
    public static CodeSet PostState { get; } = Set("post_state", "任职状态", "ZB14", "1 在任; 0 已免");

    public static CodeSet AssessmentKind { get; } = Set("assessment_kind", "考核类别", "ZB17", """
        10 平时考核; 20 年度考核; 30 特定考核; 31 试用期满考核; 32 任职前考核; 33 届中考核; 34 届满考核; 35 定期考核
        """);

    public static CodeSet AssessmentResult { get; } = Set("assessment_result", "考核结论", "ZB18", """
        1 优秀; 2 称职; 2B 合格; 3 基本称职; 3B 基本合格; 4 不称职; 4B 不合格
        5 不定等次; 5A 新录用公务员试用期年度考核不确定等次; 5B 被立案调查尚未结案年度考核不确定等次; 5C 受政纪处分期间年度考核不确定等次
        6 不进行考核; 6A 病、事假累计超过考核年度半年不进行考核; 6B 其他原因不进行考核; 7 其他
        """);

    // 警告 stands in the standard six times: the name says whose.
    public static CodeSet Award { get; } = Set("award", "奖惩名称", "ZB65", """
        01111 授予荣誉称号; 01112 记一等功; 01113 记二等功; 01114 记三等功; 01115 嘉奖; 01119 其他奖励
        02110 警告（公务员）; 02112 记过（公务员）; 02113 记大过（公务员）; 02114 降级（公务员）; 02117 撤职（公务员）; 02119 开除（公务员）
        02220 警告（企业职工）; 02222 记过（企业职工）; 02223 记大过（企业职工）; 02224 降一级（企业职工）; 02225 降二级（企业职工）
        02226 撤职（企业职工）; 02227 留用察看（企业职工）; 02228 开除（企业职工）
        02230 警告（军人）; 02231 严重警告（军人）; 02232 记过（军人）; 02233 记大过（军人）; 02234 降一级（军人）; 02235 降二级（军人）
        02236 降职（军人）; 02237 撤职（军人）; 02239 开除军籍
        02240 警告（团员）; 02241 严重警告（团员）; 02247 撤销团内职务; 02248 留团察看; 02249 开除团籍
        02250 警告（党员）; 02251 严重警告（党员）; 02257 撤销党内职务; 02258 留党察看; 02259 开除党籍
        02610 警告（事业单位）; 02620 记过（事业单位）; 02630 降低岗位等级或者撤职（事业单位）; 02640 开除（事业单位）
        """);

    public static CodeSet Retirement { get; } = Set("retirement", "离退类别", "ZB132", "1 离休; 2 退休; 3 退职");
    public static CodeSet TechnicalLevel { get; } = Set("technical_level", "专业技术资格级别", "ZB139", "1 高级; 11 正高级; 12 副高级; 2 中级; 3 初级");
    public static CodeSet QualificationRoute { get; } = Set("qualification_route", "取得资格途径", "ZB24", "1 评审; 2 考试; 3 特批; 4 考核认定; 9 其他");

    public static CodeSet Expert { get; } = Set("expert", "专家类别", "ZB44", """
        10 院士; 11 中国科学院院士; 12 中国工程院院士; 13 外国科学院院士
        20 国家级专家; 21 国家主管部门批准的有突出贡献专家; 22 国家主管部门批准的有突出贡献的中青年专家; 23 享受政府特殊津贴专家; 29 国家主管部门批准的其他专家
        30 省、部级专家; 31 省、部级有突出贡献专家; 32 省、部级有突出贡献的中青年专家; 40 地市拔尖人才
        80 解放军专家; 81 全军有突出贡献专家; 82 大军区级有突出贡献专家; 83 军级有突出贡献专家; 99 其他
        """);
}
